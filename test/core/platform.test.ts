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

const HARMONY =
  'Mozilla/5.0 (Phone; OpenHarmony 5.0) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/114.0.0.0 Safari/537.36 ArkWeb/4.1.6.1';

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
  ['OpenHarmony, phone', { userAgent: `${HARMONY} Mobile` }, { platform: 'phone', inApp: false }],
  [
    'OpenHarmony, tablet',
    { userAgent: HARMONY.replace('Phone', 'Tablet') },
    { platform: 'phone', inApp: false },
  ],
  ['OpenHarmony, computer', { userAgent: HARMONY.replace('Phone', 'PC') }, { platform: 'other' }],
  [
    'OpenHarmony, WeChat',
    { userAgent: `${HARMONY} Mobile MicroMessenger/8.0.5 XWEB/1` },
    { platform: 'phone', inApp: true },
  ],
  [
    'HarmonyOS 4, Huawei Browser',
    {
      userAgent: `${PIXEL.replace('Android 14; Pixel 8', 'Android 12; HarmonyOS; ALN-AL00; HMSCore 6.12')} ${CHROME.replace('Mobile', 'HuaweiBrowser/14.0 Mobile')}`,
    },
    { platform: 'android', inApp: false },
  ],
  [
    'KaiOS',
    { userAgent: 'Mozilla/5.0 (Mobile; Nokia 8110; rv:48.0) Gecko/48.0 Firefox/48.0 KAIOS/2.5' },
    { platform: 'phone' },
  ],
  [
    'Windows that speaks of a Tablet PC',
    { userAgent: 'Mozilla/5.0 (Windows NT 6.1; WOW64; Tablet PC 2.0) Firefox/115.0' },
    { platform: 'other' },
  ],
  [
    'a browser that says nothing',
    { userAgent: '' },
    { platform: 'other', inApp: false, oneTap: true },
  ],
];

const ANDROID = `${PIXEL} ${CHROME}`;
const IOS = `${IPHONE} Mobile/15E148`;

/** What apps add to the user agent of their web view. */
const APPS: [name: string, userAgent: string][] = [
  ['WeChat', `${ANDROID} XWEB/1160065 MMWEBSDK/20240404 MicroMessenger/8.0.49.2600 WeChat/arm64`],
  ['the Google app', `${ANDROID} GSA/15.20.36.28.arm64`],
  ['the Google app, iOS', `${IPHONE} GSA/316.0 Mobile/15E148 Safari/604.1`],
  ['QQ', `${ANDROID} V1_AND_SQ_9.0.55 QQ/9.0.55.17`],
  ['Weibo', `${IOS} Weibo (iPhone14,5__weibo__14.5.0)`],
  ['Alipay', `${ANDROID} AliApp(AP/10.5.96) AlipayClient/10.5.96`],
  ['DingTalk', `${IOS} AliApp(DingTalk/7.5.10)`],
  ['Baidu', `${ANDROID} baiduboxapp/13.60.0`],
  ['Xiaohongshu', `${IOS} XiaoHongShu/8.38`],
  ['KakaoTalk', `${ANDROID} KAKAOTALK/10.7.5 (INAPP)`],
  ['Naver', `${IOS} Safari/604.1 NAVER(inapp; search; 1110; 12.6.2)`],
  ['Zalo', `${IOS} Zalo iOS/560`],
  ['TikTok', `${ANDROID} trill_320901 JsSdk/1.0 BytedanceWebview/d8a21c6`],
  ['Threads', `${IOS} Barcelona 333.0`],
  ['Messenger', `${IOS} [FBAN/MessengerForiOS;FBAV/461]`],
  ['Snapchat', `${IOS} Snapchat/12.88`],
  ['Telegram', `${ANDROID} Telegram-Android/10.12`],
  ['LinkedIn', `${IOS} [LinkedInApp]/9.29`],
  ['X', `${IOS} Twitter for iPhone/10.42`],
  ['Yandex', `${IOS} Safari/604.1 YaApp_iOS/2024.5`],
  ['Bing', `${IPHONE} Mobile/15E148 Safari/605.1.15 BingSapphire/1.0`],
];

/** Real browsers, although their user agents look like those of apps. */
const BROWSERS: [name: string, userAgent: string][] = [
  ['Chrome', ANDROID],
  ['Samsung Internet', `${PIXEL} SamsungBrowser/25.0 ${CHROME}`],
  ['Firefox', 'Mozilla/5.0 (Android 14; Mobile; rv:126.0) Gecko/126.0 Firefox/126.0'],
  ['Edge, iOS', `${IPHONE} EdgiOS/124.0 Mobile/15E148 Safari/604.1`],
  ['Opera', `${ANDROID} OPR/82.0`],
  ['UC Browser', `${PIXEL} UCBrowser/16.6 ${CHROME}`],
  ['QQ Browser', `${PIXEL} MQQBrowser/14.9 ${CHROME}`],
  ['Yandex Browser', `${PIXEL} YaBrowser/24.4 ${CHROME}`],
  ['DuckDuckGo, iOS', `${IPHONE} ${SAFARI} Ddg/17.5`],
];

describe('detectDevice', () => {
  for (const [name, userAgent] of APPS)
    it(`${name} is an app`, () => {
      expect(detectDevice({ userAgent })).to.include({ inApp: true });
    });

  for (const [name, userAgent] of BROWSERS)
    it(`${name} is a browser`, () => {
      expect(detectDevice({ userAgent })).to.include({ inApp: false });
    });

  for (const [name, facts, expected] of table)
    it(name, () => {
      expect(detectDevice(facts)).to.include(expected);
    });
});
