export type Engine = 'chromium' | 'firefox' | 'webkit';

export interface WebKitPrograms {
  driver: string;
  miniBrowser: string;
  xvfb: string;
}

export interface Browsers {
  chromium: string | undefined;
  windowedChromium: string | undefined;
  firefox: string | undefined;
  webkit: WebKitPrograms | undefined;
}

export const ENGINES: readonly Engine[];
export const PACKAGES: Record<Engine, string[]>;
export const CHROMIUM_ARGS: string[];
export function which(...names: string[]): string | undefined;
export function findBrowsers(): Browsers;
export function howToInstall(engine: Engine): string;
