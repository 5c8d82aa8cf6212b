import { connectBackend } from '../../backend/connect.js';

// The element sends its first request when it is defined, so that the backend comes before.
await connectBackend();
// All a partner's page needs.
await import('../../../src/define.js');
