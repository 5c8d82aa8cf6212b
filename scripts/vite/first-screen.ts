interface Graph {
  getModuleInfo(id: string): { importers: readonly string[] } | null;
}

/**
 * Returns one chunk name for every module that `entry` reaches through static imports. Rolldown splits the other
 * modules.
 */
export function firstScreen(entry: string): (id: string, graph: Graph) => string | null {
  const known = new Map([[entry, true]]);
  function isReached(id: string, graph: Graph): boolean {
    const before = known.get(id);
    if (before !== undefined) return before;
    known.set(id, false); // ends cycles
    const importers = graph.getModuleInfo(id)?.importers ?? [];
    const reached = importers.some((importer) => isReached(importer, graph));
    known.set(id, reached);
    return reached;
  }
  return (id, graph) => (isReached(id, graph) ? 'main' : null);
}
