/**
 * Takes the customer's payment, as a host would: the order waits for it.
 * @param asks the customer confirms; otherwise the card on file is charged without a question
 * @throws {Error} when the customer cancels; nothing is ordered then.
 */
export async function takePayment(dialog: HTMLDialogElement, asks: boolean): Promise<void> {
  if (!asks) return;
  dialog.returnValue = '';
  dialog.showModal();
  await new Promise((resolve) => dialog.addEventListener('close', resolve, { once: true }));
  if (dialog.returnValue !== 'paid') throw new Error('The customer did not pay.');
}
