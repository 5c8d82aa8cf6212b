/** The key of a customer's purchases in the element's database. `base` is the API's base URL. */
export function purchasesKey(base: string, customer: string): IDBValidKey {
  return ['purchases', base, customer];
}
