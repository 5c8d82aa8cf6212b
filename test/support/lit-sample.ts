// An element that does with Lit whatever the checkout's elements do; test/package/lean-lit.test.ts builds it twice.
import { Task } from '@lit/task';
import { css, html, LitElement, nothing, type PropertyValues } from 'lit';

/** What is drawn, nested as it comes. */
export type Tree =
  | string
  | number
  | null
  | Tree[]
  | {
      kind: 'none' | 'bare' | 'two' | 'ends' | 'text' | 'attributes';
      a: Tree;
      b: Tree;
      on: boolean;
    };

/** What happens to it. */
export type Act =
  | { set: 'tree'; to: Tree }
  | { set: 'name' | 'label' | 'count' | 'on'; to: string | number | boolean | null }
  | { attribute: 'name' | 'data-label' | 'count' | 'on'; to: string | null }
  | { move: boolean };

class Sample extends LitElement {
  static override styles = [css`:host { color: red; }`, css`p { margin: 0; }`];
  static override properties = {
    tree: { attribute: false },
    name: { useDefault: true },
    label: { attribute: 'data-label', converter: (value: string | null) => value || undefined },
    count: { type: Number },
    on: { type: Boolean, reflect: true },
    phase: { reflect: true },
  };
  declare tree: Tree;
  declare name: string;
  declare label: string | undefined;
  declare count: number;
  declare on: boolean;
  declare phase: string | undefined;
  readonly told: string[] = [];
  readonly task = new Task(this, {
    args: () => [this.count] as const,
    task: async ([count], { signal }) => {
      await null;
      this.told.push(`task ${count} ${signal.aborted}`);
      if (count === 2) throw new Error('two');
      return count;
    },
  });
  readonly controller = {
    hostConnected: () => this.told.push('connected'),
    hostDisconnected: () => this.told.push('disconnected'),
    hostUpdate: () => this.told.push('update'),
    hostUpdated: () => this.told.push('updated'),
  };

  constructor() {
    super();
    this.tree = '';
    this.name = 'me';
    this.count = 0;
    this.on = false;
    this.addController(this.controller);
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    this.told.push([...changed.keys()].join());
    this.phase = this.on ? 'on' : undefined;
  }

  #heard(event: Event): void {
    this.told.push(`${event.type} ${this.name}`);
  }

  /** Before the event reaches its target. */
  readonly #early = {
    handleEvent: (event: Event) => this.told.push(`early ${event.type}`),
    capture: true,
  };

  #draw(tree: Tree): unknown {
    if (tree === null || typeof tree !== 'object') return tree;
    if (Array.isArray(tree)) return tree.map((each) => this.#draw(each));
    const { kind, on } = tree;
    const a = this.#draw(tree.a);
    const b = this.#draw(tree.b);
    const word = typeof a === 'string' ? a : undefined;
    switch (kind) {
      case 'none':
        return nothing;
      case 'bare':
        return html`${a}`;
      case 'two':
        return html`${a} ${b}`;
      case 'ends':
        return html`<i @click=${on ? this.#early : nothing}>${a}</i>${b}`;
      case 'text':
        return html`${a}<b class=k>${b}<svg viewBox="0 0 9 9"><path d=${word ?? nothing} /></svg></b>end`;
      case 'attributes':
        return html`<button id=x-${word} class="k ${word} ${on}" title=${word ?? nothing} .value=${word ?? ''} ?hidden=${on} aria-label=l @click=${on ? this.#heard : nothing}>${b}</button>`;
    }
  }

  protected override render(): unknown {
    return html`<p lang=${this.label ?? nothing}>${this.name} ${this.count} ${this.task.status} ${this.task.value}</p>${this.#draw(this.tree)}<hr>`;
  }
}

/** What one can see of it, and what it has told since. */
function seen(sample: Sample): string {
  const root = sample.shadowRoot;
  const attributes = sample
    .getAttributeNames()
    .map((name) => `${name}=${sample.getAttribute(name)}`);
  const buttons = [...(root?.querySelectorAll('button') ?? [])];
  for (const pressed of root?.querySelectorAll<HTMLElement>('button, i') ?? []) pressed.click();
  return [
    root?.innerHTML.replace(/<!--.*?-->/g, ''),
    buttons.map(({ value }) => value),
    attributes,
    sample.label,
    getComputedStyle(sample).color,
    sample.told.splice(0),
  ].join('\n');
}

async function play(acts: readonly Act[]): Promise<string[]> {
  const sample = document.createElement(TAG) as Sample;
  document.body.append(sample);
  const scenes: string[] = [];
  for (const act of acts) {
    if ('set' in act) Object.assign(sample, { [act.set]: act.to });
    else if ('attribute' in act) {
      if (act.to === null) sample.removeAttribute(act.attribute);
      else sample.setAttribute(act.attribute, act.to);
    } else if (act.move) {
      sample.remove();
      document.body.append(sample);
    }
    await sample.updateComplete;
    scenes.push(seen(sample));
  }
  sample.remove();
  return scenes;
}

declare const TAG: string;
customElements.define(TAG, Sample);
Object.assign(globalThis, { [TAG]: play });
