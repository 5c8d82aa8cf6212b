// The stage: partners' pages on two devices, and what a presenter does to them.
import { render } from 'lit';
import { connectBackend } from '../backend/connect.js';
import { App } from './app.js';
import { phoneBar, phoneScreen, phoneSides } from './phone/phone-screen.js';
import { readSettings } from './settings.js';
import { drawer } from './shell/drawer.js';
import { fitDevices } from './shell/fit.js';
import { statusLine } from './shell/status.js';
import { tools } from './shell/tools.js';
import { topBar } from './shell/top.js';
import { siteOf } from './sites.js';
import { tourBar } from './tour/tour-bar.js';

const byId = (id: string): HTMLElement => document.getElementById(id) as HTMLElement;

function draw(app: App): void {
  const { settings, effective, stage, phone, tour } = app;
  const root = document.documentElement;
  root.dataset.scheme = settings.scheme;
  root.dataset.view = effective.view;
  root.dataset.sheet = app.sheetOpen ? 'open' : '';
  render(topBar(app), byId('top'));
  render(tools(app), byId('tools'));
  render(statusLine(app), byId('status'));
  render(drawer(app), byId('drawer'));
  render(phoneSides(app), byId('phone-sides'));
  render(phoneBar(app), byId('phone-bar'));
  render(phoneScreen(app), byId('phone-os'));
  render(tourBar(app), byId('tour'));
  byId('tour').hidden = !tour.isOn;
  byId('phone-os').hidden = phone.side === 'page';
  byId('phone-screen').hidden = phone.side !== 'page';
  byId('desktop-gone').hidden = !stage.desktop.hasCrashed;
  byId('phone-gone').hidden = !stage.phone.hasCrashed || phone.side !== 'page';
  byId('desktop-url').textContent = siteOf(settings.site).mail.replace(/^.*@/, '');
}

const app = new App(
  readSettings(location.search),
  {
    desktop: byId('desktop-screen'),
    phone: byId('phone-screen'),
    announcer: byId('announcer'),
  },
  await connectBackend(),
  draw,
);
draw(app);
fitDevices(byId('devices'));
for (const [type, isStaged] of [
  ['beforeprint', true],
  ['afterprint', false],
] as const) {
  addEventListener(type, () => {
    for (const { page } of app.stage.frames)
      page?.documentElement.toggleAttribute('data-staged', isStaged);
  });
}
await app.start();
