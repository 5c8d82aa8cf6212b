const TYPES = [
  'esim-plan-select',
  'esim-before-order',
  'esim-order-placed',
  'esim-order-pending',
  'esim-delivered',
  'esim-order-failed',
  'esim-installed',
  'esim-expired',
  'esim-install-start',
  'esim-error',
  'esim-state-change',
] as const;
const LIMIT = 40;

/** Lists the element's public events, newest first: what a partner's page can listen to. */
export function logEvents(checkout: HTMLElement, list: HTMLElement): void {
  for (const type of TYPES) {
    checkout.addEventListener(type, (event) => {
      const entry = document.createElement('li');
      const name = document.createElement('b');
      const detail = document.createElement('code');
      name.textContent = type;
      detail.textContent = brief((event as Event & { detail?: unknown }).detail);
      entry.append(name, detail);
      list.prepend(entry);
      while (list.children.length > LIMIT) list.lastElementChild?.remove();
    });
  }
}

function brief(detail: unknown): string {
  if (typeof detail !== 'object' || detail === null) return '';
  return Object.entries(detail)
    .filter(([, value]) => value !== undefined)
    .map(([key, value]) => `${key}: ${key === 'plan' ? (value as { name: string }).name : value}`)
    .join(', ');
}
