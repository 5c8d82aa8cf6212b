/** Shows the provider's page in a dialog. @returns whether it says that the customer has paid */
export function payOn(url: string): Promise<boolean> {
  const dialog = document.querySelector('dialog') as HTMLDialogElement;
  const frame = document.createElement('iframe');
  frame.title = 'Payment';
  frame.src = url;
  dialog.replaceChildren(frame);
  dialog.showModal();
  return new Promise((resolve) => {
    const end = (paid: boolean): void => {
      removeEventListener('message', listen);
      dialog.onclose = null;
      dialog.close();
      dialog.replaceChildren();
      resolve(paid);
    };
    const listen = ({ source, origin, data }: MessageEvent): void => {
      const isProvider = source === frame.contentWindow && origin === new URL(url).origin;
      if (isProvider && ['paid', 'cancelled'].includes(data?.payment)) end(data.payment === 'paid');
    };
    addEventListener('message', listen);
    dialog.onclose = () => end(false); // Escape
  });
}
