import { defined } from './defined.js';
/** The parts of an activation code, GSMA SGP.22 §4.1. */
export interface ActivationCode {
  /** Host name of the SM-DP+ server. */
  smdpAddress: string;
  /** May be empty. The server then identifies the device by its EID. */
  matchingId: string;
  smdpOid?: string;
  /** The device will ask for a confirmation code, which the customer gets separately. */
  confirmationRequired: boolean;
  /** The whole code, with the `LPA:` prefix that every reader expects. A credential: never log it. */
  text: string;
}

/** White space, control characters and other invisible characters. Copying and pasting may add them at either end. */
const UNSEEN = '[\\s\\p{Cc}\\p{Cf}\\p{Default_Ignorable_Code_Point}\\u2800]+';
const ENDS = new RegExp(`^${UNSEEN}|${UNSEEN}$`, 'gu');

/** Removes invisible characters from both ends of a code. */
export const trimCode = (text: string): string => text.replace(ENDS, '');

/**
 * Reads any text that begins like an activation code, even if the rest breaks the grammar. The provider that issued
 * it understands it, and a phone reads it from a QR code unchanged.
 * @returns the parts between the `$` signs; `undefined` if the text does not begin with `LPA:1$` or `1$`
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
 * Reads `[LPA:]1$<address>[$<matching id>[$<OID>[$<1>]]]` strictly, as a link requires.
 * @returns the parts; `undefined` if the text breaks the grammar (`readActivationCode` reads such a text as well)
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

/** The system of the phone that installs the eSIM. */
export type InstallPlatform = 'ios' | 'android';
export type IosInstall = 'universal-link' | 'settings';

/**
 * Returns the one-tap install link of a code from `parseActivationCode`. The `$` signs stay raw, as both setup apps
 * expect. The origin or scheme is fixed: the code cannot change where the link leads.
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
