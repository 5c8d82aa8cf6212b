// A classic script of the static demo. From a file, a browser runs no module and no worker.
if (location.protocol === 'file:') {
  addEventListener('DOMContentLoaded', () => {
    const notice = document.createElement('p');
    notice.setAttribute('role', 'alert');
    notice.style.cssText = 'max-width:34em;margin:15vh auto;padding:0 1em;font:1.1em/1.6 system-ui';
    notice.textContent =
      'This demo cannot run from a file: browsers allow it only over http. Put its folder on any file host, or serve ' +
      'it on this computer: “npx serve” in this folder, then open the address that it prints.';
    document.body.replaceChildren(notice);
  });
}
