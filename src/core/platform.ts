/** The properties of the browser's `navigator` that tell on which device a page is shown. */
export interface Surroundings {
  readonly userAgent: string;
  readonly platform?: string;
  readonly maxTouchPoints?: number;
  /** iOS: the page runs from the home screen. */
  readonly standalone?: boolean;
}

export interface Device {
  /** `phone`: a phone or tablet with another system (OpenHarmony …). `other`: a computer, or unknown. */
  readonly platform: 'ios' | 'android' | 'phone' | 'other';
  /** Whether the page is in another app's web view (Facebook, WeChat …), where an install link often does nothing. */
  readonly inApp: boolean;
  /** Whether the one-tap link works. False only on an iPhone or iPad that is known to be older than iOS 17.4. */
  readonly oneTap: boolean;
}

const IN_APP = new RegExp(
  [
    'FBA[NV]/|FB_IAB|FBIOS|Instagram|Barcelona|WhatsApp/|Messenger(Lite)?ForiOS',
    String.raw`\bLine/|MicroMessenger|\bQQ/|Weibo|AliApp|AlipayClient|DingTalk|baiduboxapp|XiaoHongShu|aweme`,
    String.raw`KAKAOTALK|NAVER\(|DaumApps|Zalo|Viber|Telegram|Discord/|Slack/`,
    String.raw`; wv\)|Snapchat|BytedanceWebview|musical_ly|TikTok|\btrill_|Pinterest[/;]|LinkedInApp|Twitter for`,
    String.raw`\bGSA/|BingSapphire|YandexSearch|YaApp_|VKAndroidApp|\bvkShare|Reddit/|\bIAB\b`,
  ].join('|'),
);

/** Phones that are neither iOS nor Android. Up to HarmonyOS 4 the user agent also names Android. */
const OTHER_PHONE = /OpenHarmony|HarmonyOS|\bMobile\b|\bTablet\b/;
/** Computers. Windows says "Tablet PC" on any computer with a touch screen. */
const COMPUTER = /\((PC|2in1);|Windows NT|Macintosh|CrOS/;

/** Guesses the device from what the browser says. Only the order of the content and hints may depend on it. */
export function detectDevice(facts: Surroundings): Device {
  const { userAgent: agent, platform = '', maxTouchPoints = 0 } = facts;
  // In desktop mode an iPad says that it is a Mac, and an Android phone says X11. Real ones have no touch screen.
  const touch = maxTouchPoints > 1;
  const ios = /iP(hone|ad|od)/.test(agent) || (/^Mac/.test(platform) && touch);
  const android =
    !ios &&
    (/Android/.test(agent) ||
      (/X11; Linux/.test(agent) && /^Linux (arm|aarch)/.test(platform) && touch));
  const phone = OTHER_PHONE.test(agent) && !COMPUTER.test(agent);
  const [, major, minor] = /\bOS (\d+)_(\d+)/.exec(agent) ?? [];
  return {
    platform: ios ? 'ios' : android ? 'android' : phone ? 'phone' : 'other',
    // Every browser on iOS names Safari. A bare web view does not. A home screen app does not either, but it is no
    // web view.
    inApp: IN_APP.test(agent) || (ios && !/Safari\//.test(agent) && !facts.standalone),
    oneTap: !ios || !major || Number(major) + Number(minor) / 100 >= 17.04,
  };
}
