import { CARD, KEYBOARD } from '../../support/engines/card.js';
import { journeysIn } from '../../support/engines/journeys.js';
import { MONEY, RESUME } from '../../support/engines/money.js';

journeysIn('firefox', [...MONEY, ...RESUME, ...CARD, ...KEYBOARD]);
