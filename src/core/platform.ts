/** The facts that tell where a page is shown; a browser's `navigator` has them. */
export interface Surroundings {
  readonly userAgent: string;
  readonly platform?: string;
  readonly maxTouchPoints?: number;
  /** iOS: the page runs from the home screen. */
  readonly standalone?: boolean;
}

export interface Device {
  /** `phone` is a phone or tablet of another system (OpenHarmony …); `other` a computer, or unknown. */
  readonly platform: 'ios' | 'android' | 'phone' | 'other';
  /** Inside another app's web view (Facebook, WeChat …), where an install link often goes nowhere. */
  readonly inApp: boolean;
  /** The one-tap link works here: false only on an iPhone or iPad known to be older than iOS 17.4. */
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

/** Systems that are neither of the two; with HarmonyOS up to 4 the agent names Android as well. */
const OTHER_PHONE = /OpenHarmony|HarmonyOS|\bMobile\b|\bTablet\b/;
/** An OpenHarmony computer; and Windows, which says "Tablet PC" of any computer with a touch screen. */
const COMPUTER = /\((PC|2in1);|Windows NT|Macintosh|CrOS/;

/** Reads the device from what the browser says of itself. A guess: nothing may depend on it but order and hints. */
export function detectDevice(facts: Surroundings): Device {
  const { userAgent: agent, platform = '', maxTouchPoints = 0 } = facts;
  // In desktop mode an iPad says it is a Mac and an Android phone says X11; neither has a touch screen.
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
    // Every real browser on iOS names Safari; a bare web view does not, and neither does a home screen app.
    inApp: IN_APP.test(agent) || (ios && !/Safari\//.test(agent) && !facts.standalone),
    oneTap: !ios || !major || Number(major) + Number(minor) / 100 >= 17.04,
  };
}
