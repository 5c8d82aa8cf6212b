// Records everything that leaves a page, so that a test can search it for secrets.
import type { Page } from 'playwright-core';

// Runs in the page: records what is dispatched and what is posted.
const EARS = `
  window.let_out = [];
  const told = new WeakSet();
  const write = (value) => {
    const known = new WeakSet();
    return JSON.stringify(value, (_, each) => {
      if (typeof each !== 'object' || each === null) return each;
      if (each instanceof Node || each === window || known.has(each)) return undefined;
      known.add(each);
      return each instanceof Error ? each.name + each.message + each.stack : each;
    });
  };
  const dispatch = EventTarget.prototype.dispatchEvent;
  EventTarget.prototype.dispatchEvent = function (event) {
    if (event.type.startsWith('esim-') && event.composed && !told.has(event)) {
      told.add(event);
      const all = {};
      for (const name in event) all[name] = event[name];
      let_out.push('event ' + event.type + ' ' + write(all));
    }
    return dispatch.call(this, event);
  };
  const post = BroadcastChannel.prototype.postMessage;
  BroadcastChannel.prototype.postMessage = function (message) {
    let_out.push('channel ' + this.name + ' ' + write(message));
    return post.call(this, message);
  };
`;

// Runs in the page: returns its markup and its storage other than IndexedDB. The install links contain the code by
// design.
const LOOK = `(() => {
  const found = ['title ' + document.title, 'url ' + location.href, 'cookie ' + document.cookie];
  found.push('history ' + JSON.stringify(history.state), 'window ' + window.name);
  for (const kept of [localStorage, sessionStorage]) found.push('storage ' + JSON.stringify(kept));
  for (const { name } of performance.getEntries()) found.push('performance ' + name);
  const visit = (root, inCard) => {
    for (const node of root.childNodes) {
      if (node instanceof Element) {
        const card = inCard || node.localName === 'esim-activation-card';
        for (const { name, value } of node.attributes)
          if (!(card && name === 'href' && node.matches('[part=install-link]')))
            found.push('attribute ' + node.localName + ' ' + name + '=' + value);
        if (node.shadowRoot) visit(node.shadowRoot, card);
        visit(node, card);
      } else if (!inCard) found.push('text ' + node.nodeValue);
    }
  };
  visit(document, false);
  return found;
})()`;

// Runs in the page: returns every record of every database, as text.
const DATABASES = `(async () => {
  const asked = (request) => new Promise((resolve) => (request.onsuccess = () => resolve(request.result)));
  const all = [];
  for (const { name } of await indexedDB.databases()) {
    const database = await asked(indexedDB.open(name));
    for (const store of database.objectStoreNames) {
      const records = database.transaction(store).objectStore(store);
      all.push(JSON.stringify(await asked(records.getAllKeys())), JSON.stringify(await asked(records.getAll())));
    }
    database.close();
  }
  return all.join('\\n');
})()`;

export interface Spy {
  /** Console, requests, events, messages to other tabs, attributes, texts outside the card, storage. One line each. */
  everything(): Promise<string[]>;
  /** All of IndexedDB, as text. */
  databases(): Promise<string>;
  /** The access tokens that the page has received. */
  tokens(): string[];
}

/** Call it before the page opens. */
export async function spyOn(page: Page): Promise<Spy> {
  const lines: string[] = [];
  const tokens: string[] = [];
  await page.addInitScript(EARS);
  page.on('console', (message) => lines.push(`console ${message.text()}`));
  page.on('pageerror', (error) => lines.push(`error ${error.stack}`));
  page.on('request', (request) => {
    // Only this header may hold a token.
    const { authorization: _, ...headers } = request.headers();
    const body = request.postData() ?? '';
    lines.push(`request ${request.url()} ${JSON.stringify(headers)} ${body}`);
  });
  page.on('response', async (response) => {
    if (!response.url().endsWith('/esim/token')) return;
    const { access_token: token } = (await response.json()) as { access_token: string };
    tokens.push(token);
  });
  return {
    async everything() {
      const told = await page.evaluate<string[]>('let_out');
      return [...lines, ...told, ...(await page.evaluate<string[]>(LOOK))];
    },
    databases: () => page.evaluate<string>(DATABASES),
    tokens: () => tokens,
  };
}
