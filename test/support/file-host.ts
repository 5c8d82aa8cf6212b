// A file host that does nothing but serve the files of a folder under a path.
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname, join, normalize } from 'node:path';

const TYPES: Record<string, string> = {
  '.css': 'text/css',
  '.html': 'text/html',
  '.js': 'text/javascript',
  '.svg': 'image/svg+xml',
};

export interface FileHost {
  /** The address of the folder, ending in a slash. */
  url: string;
  /** Serves this text in the place of a file. */
  replace(name: string, text: string): void;
  close(): Promise<void>;
}

/** @param base the path of the folder, such as `/some/path/` */
export async function serveFiles(folder: string, base: string): Promise<FileHost> {
  const replaced = new Map<string, string>();
  const server = createServer(async (request, response) => {
    const { pathname } = new URL(request.url ?? '/', 'http://host.invalid');
    const inside = pathname.startsWith(base) ? normalize(pathname.slice(base.length)) : '..';
    const name = inside === '.' ? 'index.html' : inside;
    try {
      if (name.startsWith('..') || request.method !== 'GET') throw new Error('Not served');
      const content = replaced.get(name) ?? (await readFile(join(folder, name)));
      response.setHeader('content-type', TYPES[extname(name)] ?? 'application/octet-stream');
      response.end(content);
    } catch {
      response.writeHead(404).end();
    }
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}${base}`,
    replace: (name, text) => void replaced.set(name, text),
    async close() {
      if (!server.listening) return;
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
