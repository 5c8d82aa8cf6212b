/**
 * Takes the customer's payment, as a host would: the order waits for it.
 * @throws {Error} when the customer cancels; nothing is ordered then.
 */
export async function askForPayment(dialog: HTMLDialogElement): Promise<void> {
  dialog.returnValue = '';
  dialog.showModal();
  await new Promise((resolve) => dialog.addEventListener('close', resolve, { once: true }));
  if (dialog.returnValue !== 'paid') throw new Error('The customer did not pay.');
}
