/** The phone's own size in CSS pixels, with its frame. */
const PHONE = { width: 410, height: 860 };
/** Above and below the phone, not scaled by it. On a large screen the buttons above are larger. */
const AROUND = 62;
const AROUND_LARGE = 74;
const LARGE = matchMedia('(min-width: 2000px)');
const DESKTOP = { least: 780, most: 1360 };
const GAP = 32;
const LARGEST = 1.35;
/** Both devices on a landscape page. */
const PAPER = [
  ['--desktop-width', `${DESKTOP.least}px`],
  ['--desktop-scale', '0.74'],
  ['--phone-scale', '0.66'],
] as const;

/** Scales the devices to the room that the stage has: both by the same factor, as side by side on a table. */
export function fitDevices(place: HTMLElement): void {
  const fit = (): void => {
    const { clientWidth: width, clientHeight: height } = place;
    const { view } = document.documentElement.dataset;
    const around = LARGE.matches ? AROUND_LARGE : AROUND;
    const usable = Math.max(height, 320);
    let scale = Math.min(LARGEST, (usable - around) / PHONE.height);
    const room = view === 'both' ? width - PHONE.width * scale - GAP : width;
    let page = DESKTOP.least;
    if (view !== 'phone') {
      if (view === 'desktop') scale = Math.min(LARGEST, Math.max(0.7, width / DESKTOP.most));
      page = Math.min(DESKTOP.most, Math.max(DESKTOP.least, room / scale));
    }
    const set = (name: string, value: string): void => place.style.setProperty(name, value);
    set('--phone-scale', String(scale));
    set('--desktop-scale', String(Math.min(scale, room / page)));
    set('--desktop-width', `${page}px`);
  };
  // A browser lays the page out for the paper without telling the observers.
  addEventListener('beforeprint', () => {
    for (const [name, value] of PAPER) place.style.setProperty(name, value);
  });
  addEventListener('afterprint', fit);
  new ResizeObserver(fit).observe(place);
  new MutationObserver(fit).observe(document.documentElement, { attributeFilter: ['data-view'] });
  fit();
}
