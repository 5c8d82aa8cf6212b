/** Where a customer's purchases lie in the element's database. */
export function purchasesKey(base: string, customer: string): IDBValidKey {
  return ['purchases', base, customer];
}
