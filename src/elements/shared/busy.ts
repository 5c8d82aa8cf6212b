/** Shows a button as busy until `work` has settled. */
export async function busyWhile(button: EventTarget | null, work: Promise<unknown>): Promise<void> {
  (button as Element).ariaBusy = 'true';
  await Promise.allSettled([work]);
  (button as Element).ariaBusy = null;
}
