import { mkdirSync, rmSync } from 'node:fs';
import { dirname } from 'node:path';
import sqlite from 'node-sqlite3-wasm';
import type { SandboxStore } from '../src/sandbox/index.js';

/** Keeps state in an SQLite file, so that it survives a restart of the server. Node only. */
export function createSqliteStore(file: string): SandboxStore {
  mkdirSync(dirname(file), { recursive: true });
  // The driver locks by a directory, which a killed process leaves behind. One server owns the file.
  rmSync(`${file}.lock`, { recursive: true, force: true });
  const database = new sqlite.Database(file);
  database.exec(
    `CREATE TABLE IF NOT EXISTS documents (
       position INTEGER PRIMARY KEY AUTOINCREMENT,
       collection TEXT NOT NULL,
       key TEXT NOT NULL,
       body TEXT NOT NULL,
       UNIQUE (collection, key)
     )`,
  );
  return {
    all: (collection) =>
      database
        .all('SELECT body FROM documents WHERE collection = ? ORDER BY position', [collection])
        .map((row): unknown => JSON.parse(String(row.body))),
    put(collection, key, value) {
      database.run(
        `INSERT INTO documents (collection, key, body) VALUES (?, ?, ?)
         ON CONFLICT (collection, key) DO UPDATE SET body = excluded.body`,
        [collection, key, JSON.stringify(value)],
      );
    },
    clear: () => database.exec('DELETE FROM documents'),
    close: () => database.close(),
  };
}
