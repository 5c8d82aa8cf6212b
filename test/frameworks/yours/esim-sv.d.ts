import type { Strings } from 'esim-checkout';

export const strings: Strings;
