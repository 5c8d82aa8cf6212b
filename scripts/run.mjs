import { spawn } from 'node:child_process';

/** Runs a program with this terminal's input and output. Resolves to its exit code (1 for a signal). */
export function run(command, args, env = {}) {
  const program = command === 'node' ? process.execPath : command;
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, { stdio: 'inherit', env: { ...process.env, ...env } });
    child.once('error', reject);
    child.once('exit', (code) => resolve(code ?? 1));
  });
}
