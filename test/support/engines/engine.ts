// Browsers of the three engines behind one interface.
import type { Engine } from '../browsers.mjs';
import { openPuppeteer } from './puppeteer.js';
import { openWebKit } from './webkit.js';

/** What is looked for: everything given must match. */
export interface Target {
  role?: string;
  /** A part of the accessible name. */
  name?: string;
  part?: string;
  /** Which of several; the first is 0. */
  nth?: number;
}

/** A place in the window, in CSS pixels. */
export interface Spot {
  x: number;
  y: number;
}

/** What has the focus. */
export interface Focus {
  role: string;
  part: string;
  name: string;
}

export const KEYS = ['Tab', 'Enter', 'Space', 'ArrowDown'] as const;
export type Key = (typeof KEYS)[number];

export interface Tab {
  goto(url: string): Promise<unknown>;
  reload(): Promise<unknown>;
  back(): Promise<unknown>;
  /**
   * Evaluates an expression in the page that is shown now. Do not call it while the page is being left: a cached page
   * answers late.
   */
  ask<T>(expression: string): Promise<T>;
  clickAt(spot: Spot): Promise<unknown>;
  press(key: Key): Promise<unknown>;
  type(text: string): Promise<unknown>;
  /** A picture of what the window shows, as PNG. */
  picture(): Promise<Buffer>;
}

export interface EngineBrowser {
  /**
   * Opens a tab with its own storage, and closes those before.
   * @param options `onDisk`: the storage outlives a crash
   */
  open(options?: { onDisk?: boolean }): Promise<Tab>;
  /** Opens a tab beside the last one, with the same storage. The driver of an engine may have one tab only. */
  another?(): Promise<Tab>;
  /** Ends the browser at once, without any event. Returns a tab with the storage that is left on disk. */
  crash?(): Promise<Tab>;
  close(): Promise<unknown>;
}

export function openBrowser(engine: Engine): Promise<EngineBrowser> {
  return engine === 'webkit' ? openWebKit() : openPuppeteer(engine);
}
