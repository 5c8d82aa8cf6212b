/** What the API counts apart from each other. */
export type Allowance = 'reads' | 'orders' | 'login';
