/** The phone's own size in CSS pixels, with its frame. */
const PHONE = { width: 410, height: 860 };
/** Above and below the phone, not scaled. */
const AROUND = 62;
const DESKTOP = { least: 780, most: 1360 };
const GAP = 32;
const LARGEST = 1.35;

/** Scales the devices to the room that the stage has: both by the same factor, as side by side on a table. */
export function fitDevices(place: HTMLElement): void {
  const fit = (): void => {
    const { clientWidth: width, clientHeight: height } = place;
    const { view } = document.documentElement.dataset;
    const usable = Math.max(height, 320);
    let scale = Math.min(LARGEST, (usable - AROUND) / PHONE.height);
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
  new ResizeObserver(fit).observe(place);
  new MutationObserver(fit).observe(document.documentElement, { attributeFilter: ['data-view'] });
  fit();
}
