// The accessibility tree that Chromium gives to assistive technology, as text.
import type { Page } from 'playwright-core';

interface AxValue {
  value?: unknown;
}

interface AxNode {
  nodeId: string;
  ignored: boolean;
  role?: AxValue;
  name?: AxValue;
  description?: AxValue;
  value?: AxValue;
  childIds?: string[];
  properties?: { name: string; value: AxValue }[];
}

/** Nodes without a meaning. Their children replace them. */
const PLAIN = ['generic', 'none', 'InlineTextBox', 'LineBreak', 'ListMarker', 'LabelText'];
const STATES = ['level', 'checked', 'required', 'expanded', 'selected', 'disabled', 'busy', 'live'];
const UUID = /[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/g;
/** What the API makes up for each eSIM: it depends on how much the API was asked before. */
const SERVER = /[\w.-]+\.example\b/g;
const MATCHING_ID = /[0-9A-Z]{8}(-[0-9A-Z]{4}){2}-[0-9A-Z]{12}-[0-9A-Z]+/g;
const ICCID = /\b8944\d{15}\b/g;

const text = (value: AxValue | undefined): string =>
  String(value?.value ?? '')
    .replace(/\s+/g, ' ')
    .replace(UUID, '(reference)')
    .replace(MATCHING_ID, '(matching id)')
    .replace(SERVER, '(server)')
    .replace(ICCID, '(iccid)')
    .replace(/\b[A-Z][a-z]{2} \d{1,2}, \d{4}\b/, '(date)')
    .replace(/\d+ (sec|min)(, \d+ sec)?/, '(time)')
    .trim();

/**
 * Roles, names, descriptions, values and states from `<main>` on, one indented line per node. A heading that a live
 * region announces is left out of the region, because it is there only for a moment.
 */
export async function accessibilityTree(page: Page): Promise<string> {
  const session = await page.context().newCDPSession(page);
  const { nodes } = (await session.send('Accessibility.getFullAXTree')) as { nodes: AxNode[] };
  const byId = new Map(nodes.map((node) => [node.nodeId, node]));
  const headings = nodes
    .filter(({ role }) => text(role) === 'heading')
    .map(({ name }) => text(name));
  const lines: string[] = [];

  const walk = (node: AxNode, depth: number, named: string[]): void => {
    const role = text(node.role);
    const name = text(node.name);
    // A text that is part of its parent's name is not read twice.
    if (role === 'StaticText' && (name === '' || named.some((each) => each.includes(name)))) return;
    const shown = !node.ignored && !PLAIN.includes(role);
    if (shown) {
      const states = (node.properties ?? [])
        .filter(({ name, value }) => STATES.includes(name) && value.value !== false)
        .map(({ name, value }) => (value.value === true ? name : `${name}=${value.value}`));
      lines.push(
        [
          `${'  '.repeat(depth)}${role === 'StaticText' ? 'text' : role}`,
          name && JSON.stringify(name),
          ...states.map((state) => `[${state}]`),
          text(node.value) && `= ${text(node.value)}`,
          text(node.description) && `(${text(node.description)})`,
        ]
          .filter(Boolean)
          .join(' '),
      );
    }
    const heard = role === 'status' ? headings : shown ? [name] : named;
    for (const id of node.childIds ?? []) {
      const child = byId.get(id);
      if (child) walk(child, shown ? depth + 1 : depth, heard);
    }
  };
  const main = nodes.find((node) => node.role?.value === 'main');
  if (main) walk(main, 0, []);
  await session.detach();
  return `${lines.join('\n')}\n`;
}
