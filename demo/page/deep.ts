/** The first match in a tree and in the shadow trees below it. */
export function deep<T extends Element>(root: ParentNode, selector: string): T | undefined {
  return deepAll<T>(root, selector)[0];
}

export function deepAll<T extends Element>(root: ParentNode, selector: string): T[] {
  const found = [...root.querySelectorAll<T>(selector)];
  for (const element of root.querySelectorAll('*')) {
    if (element.shadowRoot) found.push(...deepAll<T>(element.shadowRoot, selector));
  }
  return found;
}
