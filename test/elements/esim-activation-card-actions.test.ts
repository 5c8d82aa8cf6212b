import { expect } from '@open-wc/testing';
import jsQR from 'jsqr';
import {
  all,
  button,
  CODE,
  card,
  ICCID,
  nameOf,
  one,
  PLAN,
  replace,
  settle,
  words,
} from '../support/card-fixture.js';

const undo: (() => void)[] = [];
const fake = (target: object, name: string, value: unknown) =>
  undo.push(replace(target, name, { value, writable: true }));

afterEach(() => {
  for (const put of undo.splice(0)) put();
});

const status = (element: Parameters<typeof one>[0]) => one(element, '[role=status]').textContent;

describe('copying from the card', () => {
  it('takes each value as it is', async () => {
    const taken: string[] = [];
    fake(navigator, 'clipboard', { writeText: async (text: string) => void taken.push(text) });
    const element = await card({ iccid: ICCID });
    for (const each of all(element, '[part=copy-button]')) each.click();
    expect(taken).to.deep.equal([CODE, 'rsp.example.com', 'ACTIVATION-TOKEN-XYZ', ICCID]);
  });

  it('says Copied only when the clipboard took it, and announces it', async () => {
    let take = () => {};
    fake(navigator, 'clipboard', {
      writeText: () =>
        new Promise<void>((resolve) => {
          take = resolve;
        }),
    });
    const element = await card();
    const copy = button(element, 'Copy SM-DP+ address');
    copy.click();
    await settle(element);
    expect(copy.textContent?.trim()).to.equal('Copy');
    take();
    await settle(element);
    expect(copy.textContent?.trim()).to.equal('Copied');
    expect(nameOf(copy)).to.equal('Copied SM-DP+ address');
    expect(status(element)).to.equal('Copied: SM-DP+ address');
    await expect(element).to.be.accessible();
  });

  it('says Copied of one value at a time, and of none after the code changed', async () => {
    fake(navigator, 'clipboard', { writeText: async () => {} });
    const element = await card();
    const done = () => all(element, '[part=copy-button]').map((each) => each.textContent?.trim());
    button(element, 'Copy Activation code').click();
    await settle(element);
    button(element, 'Copy Matching ID').click();
    await settle(element);
    expect(done()).to.deep.equal(['Copy', 'Copy', 'Copied']);
    element.activationCode = 'LPA:1$rsp.example.com$OTHER';
    await settle(element);
    expect(done()).to.deep.equal(['Copy', 'Copy', 'Copy']);
    expect(status(element)).to.equal('');
  });

  const clipboards: [name: string, clipboard: unknown][] = [
    ['denied', { writeText: () => Promise.reject(new DOMException('no', 'NotAllowedError')) }],
    ['missing', undefined],
  ];
  for (const [name, clipboard] of clipboards)
    it(`with the clipboard ${name}: selects the text and says how to copy it`, async () => {
      fake(navigator, 'clipboard', clipboard);
      const element = await card();
      let selected: Node | undefined;
      fake(Selection.prototype, 'selectAllChildren', (node: Node) => {
        selected = node;
      });
      button(element, 'Copy Activation code').click();
      await settle(element);
      expect(words(element)).not.to.include('Copied');
      expect(selected?.textContent).to.equal(CODE);
      expect(one(element, '.value .problem').textContent).to.include('press and hold');
      expect(status(element)).to.include('did not allow copying');
      await expect(element).to.be.accessible();
    });
});

describe('saving and sharing the card', () => {
  const saved = () => {
    const files: { name: string; href: string }[] = [];
    fake(HTMLAnchorElement.prototype, 'click', function click(this: HTMLAnchorElement) {
      files.push({ name: this.download, href: this.href });
    });
    return files;
  };

  for (const [label, type] of [
    ['Save image', 'png'],
    ['Save SVG', 'svg'],
  ] as const)
    it(`${label} gives a file that scans`, async () => {
      const files = saved();
      const element = await card({ iccid: ICCID, plan: PLAN, destination: 'Japan' });
      button(element, label).click();
      while (files.length === 0) await new Promise((resolve) => setTimeout(resolve, 10));
      expect(files[0]?.name).to.equal(`esim-4826.${type}`);
      const image = new Image();
      image.src = files[0]?.href ?? '';
      await image.decode();
      const canvas = document.createElement('canvas');
      canvas.width = image.naturalWidth;
      canvas.height = image.naturalHeight;
      const pen = canvas.getContext('2d');
      pen?.drawImage(image, 0, 0);
      const pixels = pen?.getImageData(0, 0, canvas.width, canvas.height);
      expect(pixels && jsQR(pixels.data, pixels.width, pixels.height)?.data).to.equal(CODE);
    });

  it('says what to do when a picture cannot be made', async () => {
    fake(URL, 'createObjectURL', () => {
      throw new Error('blocked');
    });
    const element = await card();
    button(element, 'Save SVG').click();
    await settle(element);
    expect(one(element, '.scan .problem').textContent).to.include('screenshot');
    expect(status(element)).to.include('screenshot');
    expect(all(element, '[part=qr] path')).to.have.length(1);
    await expect(element).to.be.accessible();
  });

  it('offers no sharing where files cannot be shared', async () => {
    for (const canShare of [undefined, () => false]) {
      fake(navigator, 'canShare', canShare);
      const element = await card();
      expect(words(element)).not.to.include('Share');
      await expect(element).to.be.accessible();
    }
  });

  const share = async (answer: () => Promise<void>) => {
    const given: ShareData[] = [];
    fake(navigator, 'canShare', () => true);
    fake(navigator, 'share', (data: ShareData) => {
      given.push(data);
      return answer();
    });
    const element = await card({ destination: 'Japan' });
    button(element, 'Share').click();
    while (given.length === 0) await new Promise((resolve) => setTimeout(resolve, 10));
    await settle(element);
    return { element, given };
  };

  it('shares the picture, and the code in no text', async () => {
    const { element, given } = await share(async () => {});
    expect(given[0]?.files?.map(({ name, type }) => [name, type])).to.deep.equal([
      ['esim-qr.png', 'image/png'],
    ]);
    expect(JSON.stringify({ ...given[0], files: [] })).not.to.include('TOKEN');
    expect(all(element, '.problem')).to.have.length(0);
  });

  it('says nothing when the customer closes the share sheet', async () => {
    const { element } = await share(() => Promise.reject(new DOMException('', 'AbortError')));
    expect(all(element, '.problem')).to.have.length(0);
  });

  it('says so when sharing fails', async () => {
    const { element } = await share(() => Promise.reject(new DOMException('', 'NotAllowedError')));
    expect(one(element, '.problem').textContent).to.include('did not work');
  });
});

describe('printing the card', () => {
  const printer = (print: () => void) => {
    const frames = Object.getOwnPropertyDescriptor(HTMLIFrameElement.prototype, 'contentWindow');
    undo.push(
      replace(HTMLIFrameElement.prototype, 'contentWindow', {
        get(this: HTMLIFrameElement) {
          const view = frames?.get?.call(this) as Window | null;
          if (view) view.print = print;
          return view;
        },
      }),
    );
  };
  const press = async (given: Parameters<typeof card>[0], print: () => void) => {
    let calls = 0;
    printer(() => {
      calls++;
      print();
    });
    const element = await card(given);
    const wait = async (count: number) => {
      while (calls < count) await new Promise((resolve) => setTimeout(resolve, 10));
      await settle(element);
    };
    button(element, 'Print').click();
    await wait(1);
    return { element, wait };
  };
  const sheet = (element: Parameters<typeof one>[0]) =>
    (one(element, 'iframe') as HTMLIFrameElement).contentDocument as Document;

  it('prints a page with plan, QR code, values and steps', async () => {
    const { element } = await press({ plan: PLAN, destination: 'Japan', iccid: ICCID }, () => {});
    const { title, body } = sheet(element);
    const page = body.firstElementChild?.shadowRoot as ShadowRoot;
    expect(title).to.equal('Japan');
    for (const part of [
      'Japan',
      '5 GB',
      '30 days',
      CODE,
      'rsp.example.com',
      ICCID,
      'Add eSIM',
      'Keep it to yourself',
    ])
      expect(page.textContent).to.include(part);
    expect(page.querySelector('path')?.getAttribute('d')).to.equal(
      one(element, '[part=qr] path').getAttribute('d'),
    );
    expect(page.adoptedStyleSheets).to.have.length(1);
    expect([...page.querySelectorAll('details')].every(({ open }) => open)).to.equal(true);
    const shown = (selector: string) =>
      page.querySelector<HTMLElement>(selector)?.checkVisibility();
    expect(shown('[part=qr]')).to.equal(true);
    await expect(element).to.be.accessible();
  });

  it('works again after a cancelled dialog, with one frame only', async () => {
    const { element, wait } = await press({}, () => {});
    button(element, 'Print').click();
    await wait(2);
    expect(all(element, 'iframe')).to.have.length(1);
    expect(all(element, '.problem')).to.have.length(0);
  });

  it('says what to do where printing is blocked', async () => {
    const { element } = await press({}, () => {
      throw new Error('blocked');
    });
    expect(one(element, '.problem').textContent).to.include('Save the image instead');
    expect(all(element, '[part=qr] path')).to.have.length(1);
  });
});
