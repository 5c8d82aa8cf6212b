import { expect } from '@open-wc/testing';
import { type Device, detectDevice, type Surroundings } from '../../src/core/platform.js';

const IPHONE =
  'Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko)';
const SAFARI = 'Version/17.5 Mobile/15E148 Safari/604.1';
const MAC =
  'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.5 Safari/605.1.15';
const PIXEL = 'Mozilla/5.0 (Linux; Android 14; Pixel 8) AppleWebKit/537.36 (KHTML, like Gecko)';
const CHROME = 'Chrome/125.0.0.0 Mobile Safari/537.36';
const LINUX = 'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 Chrome/125.0.0.0 Safari/537.36';

const table: [name: string, facts: Surroundings, expected: Partial<Device>][] = [
  [
    'iPhone, Safari',
    { userAgent: `${IPHONE} ${SAFARI}` },
    { platform: 'ios', inApp: false, oneTap: true },
  ],
  [
    'iPhone, Chrome',
    { userAgent: `${IPHONE} CriOS/125.0 Mobile/15E148 Safari/604.1` },
    { platform: 'ios', inApp: false },
  ],
  [
    'iOS 17.3',
    { userAgent: `${IPHONE.replace('17_5', '17_3_1')} ${SAFARI}` },
    { platform: 'ios', oneTap: false },
  ],
  ['iOS 17.10', { userAgent: `${IPHONE.replace('17_5', '17_10')} ${SAFARI}` }, { oneTap: true }],
  ['iOS 18.0', { userAgent: `${IPHONE.replace('17_5', '18_0')} ${SAFARI}` }, { oneTap: true }],
  [
    'iPad in desktop mode',
    { userAgent: MAC, platform: 'MacIntel', maxTouchPoints: 5 },
    { platform: 'ios', inApp: false, oneTap: true },
  ],
  [
    'Mac',
    { userAgent: MAC, platform: 'MacIntel', maxTouchPoints: 0 },
    { platform: 'other', inApp: false, oneTap: true },
  ],
  [
    'iPhone, home screen',
    { userAgent: `${IPHONE} Mobile/15E148`, standalone: true },
    { platform: 'ios', inApp: false },
  ],
  [
    'iPhone, bare web view',
    { userAgent: `${IPHONE} Mobile/15E148` },
    { platform: 'ios', inApp: true },
  ],
  [
    'iPhone, Facebook',
    { userAgent: `${IPHONE} Mobile/15E148 [FBAN/FBIOS;FBAV/460.0]` },
    { platform: 'ios', inApp: true },
  ],
  [
    'iPhone, Instagram',
    { userAgent: `${IPHONE} Mobile/15E148 Instagram 330.0` },
    { platform: 'ios', inApp: true },
  ],
  [
    'iPhone, Line',
    { userAgent: `${IPHONE} ${SAFARI} Line/14.6.0` },
    { platform: 'ios', inApp: true },
  ],
  [
    'iPhone, WeChat',
    { userAgent: `${IPHONE} Mobile/15E148 MicroMessenger/8.0.49` },
    { platform: 'ios', inApp: true },
  ],
  [
    'Android, Chrome',
    { userAgent: `${PIXEL} ${CHROME}` },
    { platform: 'android', inApp: false, oneTap: true },
  ],
  [
    'Android, web view',
    { userAgent: `${PIXEL.replace(')', '; wv)')} Version/4.0 ${CHROME}` },
    { platform: 'android', inApp: true },
  ],
  [
    'Android, Facebook',
    { userAgent: `${PIXEL} ${CHROME} [FB_IAB/FB4A;FBAV/460.0]` },
    { platform: 'android', inApp: true },
  ],
  [
    'Android in desktop mode',
    { userAgent: LINUX, platform: 'Linux aarch64', maxTouchPoints: 5 },
    { platform: 'android' },
  ],
  ['Linux', { userAgent: LINUX, platform: 'Linux x86_64' }, { platform: 'other', inApp: false }],
  [
    'Windows with a touch screen',
    {
      userAgent: 'Mozilla/5.0 (Windows NT 10.0; Win64; x64)',
      platform: 'Win32',
      maxTouchPoints: 10,
    },
    { platform: 'other', inApp: false },
  ],
  [
    'a browser that says nothing',
    { userAgent: '' },
    { platform: 'other', inApp: false, oneTap: true },
  ],
];

describe('detectDevice', () => {
  for (const [name, facts, expected] of table)
    it(name, () => {
      expect(detectDevice(facts)).to.include(expected);
    });
});
