/** The files of one build of the demo, kept for when there is no network. */
export interface FileCache {
  /** Fetches what is not kept yet. @throws {Error} where a file cannot be had */
  fill(): Promise<void>;
  /** Deletes what other builds have kept. */
  dropOld(): Promise<void>;
  /** A file, of the cache if it is there. @param path below the demo's folder, with a slash before it */
  read(request: Request, path: string): Promise<Response>;
}

const INDEX = 'index.html';

/** @param names relative to `base`; those of `assets/` hold a hash of what is in them */
export function createFileCache(base: URL, version: string, names: readonly string[]): FileCache {
  // One origin can hold several demos, in different folders.
  const own = `esim-demo ${base.pathname} `;
  const open = (): Promise<Cache> => caches.open(own + version);
  const urlOf = (name: string): string => new URL(name, base).href;

  async function keep(cache: Cache, name: string): Promise<void> {
    const url = urlOf(name);
    if (await cache.match(url)) return;
    // A file without a hash in its name may be an older one in the browser's own cache.
    const mode = name.startsWith('assets/') ? 'default' : 'no-cache';
    const { ok, status, headers, body } = await fetch(url, { cache: mode });
    if (!ok) throw new Error(`${name} answered ${status}`);
    // A new response: one that followed a redirect, such as from index.html to the folder, shows no page.
    await cache.put(url, new Response(body, { headers }));
  }

  return {
    async fill() {
      const cache = await open();
      const isPage = (name: string): boolean => name.endsWith('.html');
      const all = (some: readonly string[]) => Promise.all(some.map((name) => keep(cache, name)));
      // A page is kept when all that it may load is.
      await all(names.filter((name) => !isPage(name)));
      await all(names.filter(isPage));
    },
    async dropOld() {
      for (const name of await caches.keys()) {
        if (name.startsWith(own) && name !== own + version) await caches.delete(name);
      }
    },
    async read(request, path) {
      const name = path === '/' ? INDEX : path.slice(1);
      const kept = names.includes(name) ? await (await open()).match(urlOf(name)) : undefined;
      return kept ?? fetch(request);
    },
  };
}
