import { defined } from './defined.js';
/** The parts of an activation code, GSMA SGP.22 §4.1. */
export interface ActivationCode {
  /** Host name of the SM-DP+ server. */
  smdpAddress: string;
  /** May be empty: the server then knows the device by its EID. */
  matchingId: string;
  smdpOid?: string;
  /** The device will ask for a confirmation code that the customer was given apart. */
  confirmationRequired: boolean;
  /** The code as it was issued, with the `LPA:` prefix every reader expects. */
  text: string;
}

/** White space, controls and what else cannot be seen, at either end: copying and pasting leaves it there. */
const UNSEEN = '[\\s\\p{Cc}\\p{Cf}\\p{Default_Ignorable_Code_Point}\\u2800]+';
const ENDS = new RegExp(`^${UNSEEN}|${UNSEEN}$`, 'gu');

/** A code as it was issued, without what cannot be seen around it. */
export const trimCode = (text: string): string => text.replace(ENDS, '');

/**
 * Reads any text that begins as an activation code does, whether or not the rest keeps to the grammar: the provider that
 * issued it knows what it means, and a phone reads it from a QR code as it is.
 * @returns its parts as they stand between the `$`s, or `undefined` where the text does not begin with `LPA:1$` or `1$`
 */
export function readActivationCode(text: string): ActivationCode | undefined {
  const body = trimCode(text).replace(/^LPA:/i, '');
  const [format, smdpAddress = '', matchingId = '', smdpOid = '', flag] = body.split('$');
  if (format !== '1' || body === '1' || body === '1$') return undefined;
  return defined({
    smdpAddress,
    matchingId,
    smdpOid: smdpOid || undefined,
    confirmationRequired: flag === '1',
    text: `LPA:${body}`,
  });
}

const LABEL = /^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/i;
const MATCHING_ID = /^[a-z0-9-]*$/i;
const OID = /^\d+(?:\.\d+)*$/;

function isHostName(text: string): boolean {
  return text.length <= 255 && text.split('.').every((label) => LABEL.test(label));
}

/**
 * Reads `[LPA:]1$<address>[$<matching id>[$<OID>[$<1>]]]` strictly: what may become part of a link.
 * @returns the parts, or `undefined` where the text is no such code; see `readActivationCode` for showing it.
 */
export function parseActivationCode(text: string): ActivationCode | undefined {
  const code = readActivationCode(text);
  if (!code) return undefined;
  const { smdpAddress, matchingId, smdpOid = '' } = code;
  const [flag = '', ...rest] = code.text.split('$').slice(4);
  if (!isHostName(smdpAddress) || !MATCHING_ID.test(matchingId)) return undefined;
  if (smdpOid !== '' && !OID.test(smdpOid)) return undefined;
  if ((flag !== '' && flag !== '1') || rest.some((part) => part !== '')) return undefined;
  return code;
}

/** Where a customer's phone installs from. */
export type InstallPlatform = 'ios' | 'android';
export type IosInstall = 'universal-link' | 'settings';

/**
 * The one-tap link for a code that parses; `$` stays raw, as both setup apps expect.
 * The result is a URL of a fixed origin or scheme: nothing in the code can change where it leads.
 */
export function installLink(
  code: ActivationCode,
  platform: InstallPlatform,
  iosInstall: IosInstall = 'universal-link',
): string {
  const data = code.text;
  if (platform === 'android')
    return `https://esimsetup.android.com/esim_qrcode_provisioning?carddata=${data}`;
  return iosInstall === 'settings'
    ? `apple-system-settings://cellular?addCellularPlan=${data}`
    : `https://esimsetup.apple.com/esim_qrcode_provisioning?carddata=${data}`;
}
