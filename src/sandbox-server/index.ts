export { nodeListener } from './node-listener.js';
export { type RunningSandbox, type StartSandboxOptions, startSandbox } from './start.js';
