import type { Plugin } from 'vite';
import { leaveOut } from './leave-out.js';

/** Leaves out of idb-keyval the database that it opens for those who bring none. */
export const leanIdbKeyval = (): Plugin =>
  leaveOut('lean-idb-keyval', { 'idb-keyval/dist/index.js': [[/ = defaultGetStore\(\)/g, '']] });
