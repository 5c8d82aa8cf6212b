import { connectSandbox } from '../../src/sandbox/index.js';

/** The control of the page's own API. */
export const sandbox = connectSandbox('./octopus');
