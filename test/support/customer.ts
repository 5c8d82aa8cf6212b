// Actions of a customer on a page, by role, label and text.
import type { Locator, Page } from 'playwright-core';

/** Finds a destination by typing it. */
export async function travelTo(page: Page, destination: string): Promise<void> {
  await page.getByRole('combobox', { name: 'Where are you going?' }).fill(destination);
  await page.getByRole('listbox').getByRole('option', { name: destination, exact: true }).click();
}

export function planNamed(page: Page, name: RegExp): Locator {
  return page.getByRole('radio', { name });
}

/** Chooses a plan and presses Buy. */
export async function buyPlan(page: Page, name: RegExp): Promise<void> {
  await planNamed(page, name).check();
  await page.getByRole('button', { name: /^Buy eSIM/ }).click();
}

/** Resolves when a heading has this text. */
export async function reads(page: Page, heading: string): Promise<void> {
  await page.getByRole('heading', { name: heading }).waitFor();
}

/** A picture of the QR code, when it is there. */
export function qrCode(page: Page): Promise<Buffer> {
  return page.getByRole('img', { name: 'QR code that installs your eSIM' }).screenshot();
}
