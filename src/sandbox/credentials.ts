import { randomText } from './random.js';
import type { Random, Scenario } from './types.js';

const SERVERS = ['rsp.northsim.example', 'smdp.plus.telco.example', 'consumer.e-sim.example'];
const LETTERS_AND_DIGITS = 'ABCDEFGHJKLMNPQRSTUVWXYZ0123456789';

/** The check digit that makes `digits` plus itself pass the Luhn test. */
export function luhnDigit(digits: string): string {
  let sum = 0;
  for (let index = 0; index < digits.length; index += 1) {
    const digit = Number(digits.charAt(digits.length - 1 - index));
    const doubled = index % 2 === 0 ? digit * 2 : digit;
    sum += doubled > 9 ? doubled - 9 : doubled;
  }
  return String((10 - (sum % 10)) % 10);
}

/** 19 digits: telecom (89), country, issuer, account, Luhn check digit. The serial keeps it unique. */
export function newIccid(random: Random, serial: number): string {
  const body = `8944${randomText(random, '0123456789', 6)}${String(serial).padStart(8, '0').slice(-8)}`;
  return body + luhnDigit(body);
}

/** A fresh single-use activation code of the asked kind; the serial keeps it unique. */
export function newActivationCode(random: Random, serial: number, style: Scenario['code']): string {
  const server = SERVERS[Math.floor(random() * SERVERS.length)];
  const groups = [8, 4, 4, 12].map((size) => randomText(random, LETTERS_AND_DIGITS, size));
  const matchingId = [...groups, serial.toString(36).toUpperCase()].join('-');
  switch (style) {
    case 'confirmation':
      return `LPA:1$${server}$${matchingId}$1.3.6.1.4.1.31746$1`;
    case 'minimal':
      return `1$${server}$${matchingId}`;
    case 'unparseable':
      return `ASK-THE-OPERATOR ${matchingId} <b>&amp;</b>`;
    case 'plain':
      return `LPA:1$${server}$${matchingId}`;
  }
}
