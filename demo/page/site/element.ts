// All a partner's page needs.
import '../../../src/define.js';
