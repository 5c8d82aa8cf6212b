export type Program =
  | 'chromium-headless-shell'
  | 'zbarimg'
  | 'pdftoppm'
  | 'pdftotext'
  | 'redis-server';

export const PROGRAMS: Record<Program, { package: string; use: string; isOptional?: true }>;
export function programMissing(name: Program): string;
export function skipWithout(name: Program): string | false;
export function needPrograms(...names: Program[]): void;
