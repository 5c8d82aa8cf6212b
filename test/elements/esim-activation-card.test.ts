import { expect, fixture, html } from '@open-wc/testing';
import type { EsimActivationCard } from '../../src/elements/esim-activation-card/esim-activation-card.js';
import type { EsimInstallStartEvent } from '../../src/events.js';
import { strings as german } from '../../src/i18n/de.js';
import type { Strings } from '../../src/i18n/strings.js';
import {
  ANDROID,
  all,
  CODE,
  COMPUTER,
  card,
  ICCID,
  IPHONE,
  one,
  PLAN,
  settle,
  words,
} from '../support/card-fixture.js';

const UNREADABLE = 'CODE 4711: see letter';
const SUPPORT = 'https://example.com/help';

describe('<esim-activation-card>', () => {
  const states: [name: string, given: Partial<EsimActivationCard>, shown: string][] = [
    ['with nothing but a code', {}, 'Scan it with the camera'],
    [
      'with plan, destination and ICCID',
      { plan: PLAN, destination: 'Japan', iccid: ICCID },
      '5 GB',
    ],
    ['of an unlimited plan', { plan: { ...PLAN, name: 'Unlimited', dataGb: null } }, 'Unlimited'],
    ['on an iPhone', { device: IPHONE }, 'If nothing opens'],
    ['on an Android phone', { device: ANDROID }, 'If nothing opens'],
    [
      'in an app on an iPhone',
      { device: { ...IPHONE, inApp: true } },
      'Save the code before you open this page in Safari',
    ],
    [
      'in an app on Android',
      { device: { ...ANDROID, inApp: true } },
      'Save the code before you open this page in Chrome',
    ],
    ['on an old iPhone', { device: { ...IPHONE, oneTap: false } }, 'needs iOS 17.4'],
    ['with a confirmation code', { activationCode: `${CODE}$$1` }, 'asks for a confirmation code'],
    ['that could not be stored', { unsaved: true }, 'could not store your eSIM'],
    [
      'with a code that cannot be read',
      { activationCode: UNREADABLE, supportUrl: SUPPORT },
      'unusual form',
    ],
    [
      'without a code',
      { activationCode: '', iccid: ICCID, supportUrl: SUPPORT },
      'not on this device any more',
    ],
    ['installed', { installed: true, iccid: ICCID }, 'turn on data roaming'],
    ['installed, unreadable code', { installed: true, activationCode: UNREADABLE }, UNREADABLE],
    [
      'installed, code gone',
      { installed: true, activationCode: '', iccid: ICCID, supportUrl: SUPPORT },
      'not on this device any more',
    ],
  ];
  for (const [name, given, shown] of states)
    it(`${name}: says what matters and is accessible`, async () => {
      const element = await card(given);
      expect(words(element)).to.include(shown);
      await expect(element).to.be.accessible();
    });

  it('takes everything from attributes', async () => {
    const element = await fixture<EsimActivationCard>(
      html`<esim-activation-card
        lang="en"
        activation-code=${CODE}
        iccid=${ICCID}
        ios-install="settings"
        installed
      ></esim-activation-card>`,
    );
    expect(element.activationCode).to.equal(CODE);
    expect(element.iccid).to.equal(ICCID);
    expect(element.iosInstall).to.equal('settings');
    expect(element.installed).to.equal(true);
  });

  it('shows the code as text before its view is loaded', async () => {
    const element = document.createElement('esim-activation-card') as EsimActivationCard;
    element.activationCode = CODE;
    document.body.append(element);
    for (let turn = 0; turn < 3; turn++) await Promise.resolve();
    expect(one(element, 'code').textContent).to.equal(CODE);
    await element.updateComplete;
    expect(all(element, '.plain')).to.have.length(0);
    element.remove();
  });

  it('shows the code as text, and no English, before its first language has arrived', async () => {
    const element = document.createElement('esim-activation-card') as EsimActivationCard;
    let arrive: (strings: Strings) => void = () => {};
    element.languages = { de: () => new Promise((resolve) => (arrive = resolve)) };
    Object.assign(element, { lang: 'de', activationCode: CODE });
    await fixture(element);
    await settle(element);
    expect(words(element)).to.equal(CODE);
    arrive(german);
    await settle(element);
    expect(words(element)).to.contain(german.copy);
  });

  it('never puts the code into an attribute of its own', async () => {
    const element = await card({ iccid: ICCID });
    expect(element.outerHTML).not.to.include('rsp.example.com');
  });

  it('draws the QR code at least 240 px wide, black on white, in a dark page too', async () => {
    const element = await card();
    element.style.setProperty('color-scheme', 'dark');
    element.style.setProperty('--esim-qr-size', '100px');
    const qr = one(element, '[part=qr]');
    expect(qr.getAttribute('role')).to.equal('img');
    expect(qr.getAttribute('aria-label')).to.match(/QR code/);
    expect(qr.getBoundingClientRect().width).to.be.at.least(240);
    expect(getComputedStyle(qr).backgroundColor).to.equal('rgb(255, 255, 255)');
    expect(getComputedStyle(one(element, '[part=qr] path')).fill).to.equal('rgb(0, 0, 0)');
  });

  it('draws another QR code when the code changes', async () => {
    const element = await card();
    const path = () => one(element, '[part=qr] path').getAttribute('d');
    const first = path();
    element.activationCode = `${CODE}-2`;
    await settle(element);
    expect(path()).not.to.equal(first);
  });

  describe('order', () => {
    const order = (element: EsimActivationCard) =>
      all(element, '.install [part=install-link], .values, [part=qr], [part=steps]').map(
        (each) => each.getAttribute('part') ?? each.className,
      );

    it('on a computer: QR code, then values', async () => {
      expect(order(await card())).to.deep.equal(['qr', 'values', 'steps']);
    });

    for (const device of [IPHONE, ANDROID])
      it(`on ${device.platform}: link, then values, then QR code`, async () => {
        expect(order(await card({ device }))).to.deep.equal([
          'install-link',
          'values',
          'qr',
          'steps',
        ]);
      });

    const first: [platform: string, device: typeof IPHONE, title: string, label: string][] = [
      ['ios', IPHONE, 'iPhone or iPad', 'SM-DP+ address'],
      ['android', ANDROID, 'Android', 'Activation code'],
    ];
    for (const [platform, device, title, label] of first)
      it(`${platform}: its own steps are open and first, its own values first`, async () => {
        const element = await card({ device });
        expect(all(element, 'details').map((each) => each.hasAttribute('open'))).to.deep.equal([
          true,
          false,
          false,
        ]);
        expect(one(element, 'summary').textContent).to.equal(title);
        expect(one(element, 'details li').textContent).to.include('Install eSIM');
        expect(one(element, '.label').textContent).to.equal(label);
      });
  });

  describe('install link', () => {
    const links: [name: string, given: Partial<EsimActivationCard>, href: string][] = [
      [
        'iPhone',
        { device: IPHONE },
        `https://esimsetup.apple.com/esim_qrcode_provisioning?carddata=${CODE}`,
      ],
      [
        'iPhone, by Settings',
        { device: IPHONE, iosInstall: 'settings' },
        `apple-system-settings://cellular?addCellularPlan=${CODE}`,
      ],
      [
        'Android',
        { device: ANDROID },
        `https://esimsetup.android.com/esim_qrcode_provisioning?carddata=${CODE}`,
      ],
    ];
    for (const [name, given, href] of links)
      it(`${name}: a real link with the dollar signs as they are`, async () => {
        const link = one(await card(given), '.install [part=install-link]') as HTMLAnchorElement;
        expect(link.getAttribute('href')).to.equal(href);
        expect(link.href).to.equal(href);
        expect(link.rel).to.equal('noreferrer');
      });

    it('is in the steps of both platforms on a computer, in case the device was not recognised', async () => {
      const hosts = all(await card(), '[part=install-link]').map(
        (link) => new URL((link as HTMLAnchorElement).href).host,
      );
      expect(hosts).to.deep.equal(['esimsetup.apple.com', 'esimsetup.android.com']);
    });

    const without: [name: string, given: Partial<EsimActivationCard>][] = [
      ['a code that cannot be read', { activationCode: UNREADABLE }],
      ['no code', { activationCode: '' }],
      ['an installed eSIM', { installed: true }],
      ['an eSIM that has expired', { expired: true }],
    ];
    for (const [name, given] of without)
      it(`is not there for ${name}, and neither is a QR code`, async () => {
        for (const device of [COMPUTER, IPHONE, ANDROID])
          expect(
            all(await card({ ...given, device }), '[part=install-link], [part=qr]'),
          ).to.have.length(0);
      });

    it('announces that it was followed, without the code', async () => {
      const element = await card({ device: IPHONE, reference: 'ref-1', orderId: 42 });
      const seen: EsimInstallStartEvent[] = [];
      document.addEventListener(
        'esim-install-start',
        (event) => seen.push(event as EsimInstallStartEvent),
        { once: true },
      );
      const link = one(element, '[part=install-link]');
      link.addEventListener('click', (event) => event.preventDefault());
      link.click();
      expect(seen.map((event) => event.detail)).to.deep.equal([
        { reference: 'ref-1', orderId: 42, platform: 'ios' },
      ]);
    });
  });

  it('keeps the code of an installed eSIM, collapsed and marked as used', async () => {
    const element = await card({ installed: true });
    const used = one(element, 'details') as HTMLDetailsElement;
    expect(used.open).to.equal(false);
    expect(used.textContent).to.include('cannot be installed again');
    expect(used.textContent).to.include(CODE);
    used.open = true;
    await expect(element).to.be.accessible();
  });

  it('shows a code that cannot be read as text, to copy, with support', async () => {
    const element = await card({ activationCode: UNREADABLE, supportUrl: SUPPORT });
    expect(one(element, '[part=code]').textContent).to.equal(UNREADABLE);
    expect(one(element, '[part=support]').getAttribute('href')).to.equal(SUPPORT);
    expect(all(element, '[part=copy-button]')).to.have.length(1);
  });

  it('does not link to a script as support', async () => {
    const element = await card({ activationCode: UNREADABLE, supportUrl: 'javascript:alert(1)' });
    expect(all(element, '[part=support]')).to.have.length(0);
  });

  it('says so where a code is too long for a QR code, and keeps the rest', async () => {
    const element = await card({ activationCode: `LPA:1$rsp.example.com$${'A'.repeat(4500)}` });
    expect(one(element, '[part=qr]').textContent).to.include('could not be drawn');
    expect(one(element, '[part=qr]').hasAttribute('role')).to.equal(false);
    expect(all(element, '[part=copy-button]')).to.have.length(3);
    await expect(element).to.be.accessible();
  });

  it('keeps codes left to right in a right-to-left page', async () => {
    const element = await card({ dir: 'rtl', iccid: ICCID });
    expect(one(element, '.card').getAttribute('dir')).to.equal('rtl');
    expect(
      all(element, '[part=code]').every((code) => code.getAttribute('dir') === 'ltr'),
    ).to.equal(true);
    await expect(element).to.be.accessible();
  });

  it('takes texts of the partner’s', async () => {
    const element = await card({ device: IPHONE, strings: { cardInstall: 'Add to this phone' } });
    expect(one(element, '[part=install-link]').textContent).to.include('Add to this phone');
  });

  for (const width of [280, 390, 900])
    it(`fits into ${width} px`, async () => {
      const element = await card({ plan: PLAN, destination: 'A'.repeat(80), iccid: ICCID });
      element.style.setProperty('inline-size', `${width}px`);
      for (const each of all(element, '*')) {
        if (each.closest('.hidden, .icon')) continue;
        expect(each.getBoundingClientRect().right, each.className).to.be.at.most(
          element.getBoundingClientRect().right + 0.5,
        );
      }
      for (const each of all(element, 'button, summary, a')) {
        const { width: across, height } = each.getBoundingClientRect();
        if (across) expect(Math.min(across, height)).to.be.at.least(24);
      }
    });
});
