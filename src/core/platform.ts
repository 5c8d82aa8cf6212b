/** The facts that tell where a page is shown; a browser's `navigator` has them. */
export interface Surroundings {
  readonly userAgent: string;
  readonly platform?: string;
  readonly maxTouchPoints?: number;
  /** iOS: the page runs from the home screen. */
  readonly standalone?: boolean;
}

export interface Device {
  readonly platform: 'ios' | 'android' | 'other';
  /** Inside another app's web view (Facebook, WeChat …), where an install link often goes nowhere. */
  readonly inApp: boolean;
  /** The one-tap link works here: false only on an iPhone or iPad known to be older than iOS 17.4. */
  readonly oneTap: boolean;
}

const IN_APP =
  /FBA[NV]\/|FB_IAB|Instagram|\bLine\/|MicroMessenger|; wv\)|Snapchat|BytedanceWebview|musical_ly|Pinterest\/|LinkedInApp|Twitter for/;

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
  const [, major, minor] = /\bOS (\d+)_(\d+)/.exec(agent) ?? [];
  return {
    platform: ios ? 'ios' : android ? 'android' : 'other',
    // Every real browser on iOS names Safari; a bare web view does not, and neither does a home screen app.
    inApp: IN_APP.test(agent) || (ios && !/Safari\//.test(agent) && !facts.standalone),
    oneTap: !ios || !major || Number(major) + Number(minor) / 100 >= 17.04,
  };
}
