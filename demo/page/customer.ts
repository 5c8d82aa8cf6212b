import { deep, deepAll } from './deep.js';
import type { Frame } from './frame.js';
import { until } from './until.js';

const shadow = (frame: Frame): ShadowRoot | null => frame.checkout?.shadowRoot ?? null;

/** Chooses a plan and presses Buy, as a customer does. @returns whether it could */
export async function buyOn(frame: Frame, signal: AbortSignal): Promise<boolean> {
  const found = await until(() => choices(frame).length > 0, signal, 8000);
  const plan = choices(frame)[Math.min(2, choices(frame).length - 1)];
  if (!found || plan === undefined) return false;
  plan.click();
  await until(() => buyButton(frame) !== undefined, signal, 2000);
  await pause(900, signal);
  buyButton(frame)?.click();
  return true;
}

const choices = (frame: Frame): HTMLInputElement[] => {
  const root = shadow(frame);
  return root ? deepAll<HTMLInputElement>(root, 'input[type=radio]') : [];
};

const buyButton = (frame: Frame): HTMLButtonElement | undefined => {
  const root = shadow(frame);
  return root ? deep<HTMLButtonElement>(root, '[part~=buy-button]:not(:disabled)') : undefined;
};

export async function pause(ms: number, signal: AbortSignal): Promise<void> {
  await until(() => false, signal, ms);
}
