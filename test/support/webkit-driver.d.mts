import type { WebKitPrograms } from './browsers.mjs';

export interface WebKitDriver {
  port: number;
  stop(): void;
}

export function webkitCapabilities(programs: WebKitPrograms): Record<string, unknown>;
export function startWebKitDriver(programs: WebKitPrograms): Promise<WebKitDriver>;
