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

const LABEL = /^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/i;
const MATCHING_ID = /^[a-z0-9-]*$/i;
const OID = /^\d+(?:\.\d+)*$/;

function isHostName(text: string): boolean {
  return text.length <= 255 && text.split('.').every((label) => LABEL.test(label));
}

/**
 * Reads `[LPA:]1$<address>[$<matching id>[$<OID>[$<1>]]]`.
 * @returns the parts, or `undefined` where the text is not an activation code; the caller then shows it as text.
 */
export function parseActivationCode(text: string): ActivationCode | undefined {
  const body = text.trim().replace(/^LPA:/i, '');
  const [format, smdpAddress = '', matchingId = '', smdpOid = '', flag = '', ...rest] =
    body.split('$');
  if (format !== '1' || rest.some((part) => part !== '')) return undefined;
  if (!isHostName(smdpAddress) || !MATCHING_ID.test(matchingId)) return undefined;
  if (smdpOid !== '' && !OID.test(smdpOid)) return undefined;
  if (flag !== '' && flag !== '1') return undefined;
  return defined({
    smdpAddress,
    matchingId,
    smdpOid: smdpOid || undefined,
    confirmationRequired: flag === '1',
    text: `LPA:${body}`,
  });
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
