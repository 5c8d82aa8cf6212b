/**
 * Takes the customer's payment, as a host would: the order waits for it.
 * @param how `ask`: the customer confirms; `declined`: the bank says no; else the card on file is charged
 * @returns whether it is paid; nothing is ordered otherwise
 */
export async function takePayment(dialog: HTMLDialogElement, how: string): Promise<boolean> {
  if (how === 'declined') {
    await new Promise((resolve) => setTimeout(resolve, 600));
    return false;
  }
  if (how !== 'ask') return true;
  dialog.returnValue = '';
  dialog.showModal();
  await new Promise((resolve) => dialog.addEventListener('close', resolve, { once: true }));
  return dialog.returnValue === 'paid';
}
