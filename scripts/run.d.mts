/** Runs a program with this terminal's input and output. Resolves to its exit code (1 for a signal). */
export function run(command: string, args: string[], env?: Record<string, string>): Promise<number>;
