export type Program = 'zbarimg' | 'pdftoppm' | 'pdftotext';

export const PROGRAMS: Record<Program, { package: string; use: string }>;
export function programMissing(name: Program): string;
export function needPrograms(...names: Program[]): void;
