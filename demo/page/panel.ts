import type { EsimCheckout } from '../../src/index.js';
import { faults, presetOf, presets } from './presets.js';
import { sandbox } from './sandbox-client.js';
import { applyView, isViewName, type View, writeView } from './view.js';

interface PanelParts {
  checkout: EsimCheckout;
  form: HTMLFormElement;
  status: HTMLElement;
  dot: HTMLElement;
  view: View;
}

const DAY = 86_400_000;

/** Wires the scenario panel to the page's address and to the sandbox. */
export function connectPanel({ checkout, form, status, dot, view }: PanelParts): void {
  const select = (name: string): HTMLSelectElement =>
    form.elements.namedItem(name) as HTMLSelectElement;

  const say = (text: string): void => {
    status.textContent = text;
  };
  const attempt = async (work: () => Promise<string>): Promise<void> => {
    try {
      say(await work());
    } catch (error) {
      say(error instanceof Error ? error.message : String(error));
    }
    markChanged();
  };
  const markChanged = (): void => {
    dot.hidden = [...Object.keys(presets), 'fault'].every(
      (name) => select(name).selectedIndex <= 0,
    );
  };

  const actions: Record<string, () => Promise<string>> = {
    async deliver() {
      const { delivered } = await sandbox.deliverPending();
      return delivered === 0 ? 'Nothing was pending.' : `Delivered ${delivered}.`;
    },
    async install() {
      await sandbox.installLatest();
      await checkout.refresh();
      return 'Installed.';
    },
    async expire() {
      await sandbox.expireLatest();
      await checkout.refresh();
      return 'Expired.';
    },
    async tokens() {
      await sandbox.expireTokens();
      return 'Every token has expired.';
    },
    async day() {
      const { now } = await sandbox.advance(DAY);
      return `The API's clock says ${now}.`;
    },
    async reset() {
      await sandbox.reset();
      await checkout.forgetAll();
      for (const { name } of await indexedDB.databases()) {
        if (name !== undefined) indexedDB.deleteDatabase(name);
      }
      location.reload();
      return 'Starting over.';
    },
  };

  async function change({ name, value }: HTMLSelectElement): Promise<string> {
    if (isViewName(name)) {
      view[name] = value;
      writeView(view);
      applyView(view, checkout);
      return '';
    }
    if (name === 'fault') {
      const chosen = faults.find((fault) => fault.value === value);
      await sandbox.clearFaults();
      if (chosen !== undefined && chosen.faults.length > 0) await sandbox.fault(chosen.faults);
      return value === '' ? 'Nothing goes wrong.' : 'Armed for the next request.';
    }
    const preset = presets[name]?.find((one) => one.value === value);
    if (preset !== undefined) await sandbox.setScenario(preset.change);
    return 'From the next request on.';
  }

  for (const [name, list] of Object.entries({ ...presets, fault: faults })) {
    select(name).replaceChildren(...list.map(({ value, label }) => new Option(label, value)));
  }
  for (const [name, value] of Object.entries(view)) select(name).value = value;
  form.addEventListener('change', ({ target }) => {
    if (target instanceof HTMLSelectElement) void attempt(() => change(target));
  });
  form.addEventListener('click', ({ target }) => {
    const act = target instanceof HTMLElement ? actions[target.dataset.act ?? ''] : undefined;
    if (act !== undefined) void attempt(act);
  });
  void attempt(async () => {
    const scenario = await sandbox.scenario();
    for (const name of Object.keys(presets)) select(name).value = presetOf(name, scenario) ?? '';
    return '';
  });
}
