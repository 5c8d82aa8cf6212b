export type Program = 'zbarimg' | 'pdftoppm' | 'pdftotext' | 'redis-server';

export const PROGRAMS: Record<Program, { package: string; use: string }>;
export function programMissing(name: Program): string;
export function skipWithout(name: Program): string | false;
export function needPrograms(...names: Program[]): void;
