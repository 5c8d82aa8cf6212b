const IPHONE =
  'Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.5 Mobile/15E148 Safari/604.1';

/** Lets the page in the drawn phone believe that it is on one, so that the element shows its one-tap link. */
export function simulatePhone(): void {
  Object.defineProperties(navigator, {
    userAgent: { configurable: true, get: () => IPHONE },
    platform: { configurable: true, get: () => 'iPhone' },
    maxTouchPoints: { configurable: true, get: () => 5 },
  });
}
