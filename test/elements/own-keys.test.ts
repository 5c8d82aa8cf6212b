// A page's one-key shortcuts, and typing into the element's fields.
import { expect } from '@open-wc/testing';
import { sendKeys } from '@web/test-runner-commands';
import { openShop, phaseOf, type Shop, until } from '../support/shop.js';

const TYPES = ['keydown', 'keypress', 'keyup'] as const;

describe('keys typed into a field', () => {
  let shop: Shop;
  let field: HTMLInputElement;
  let heard: string[];
  const listen = (event: KeyboardEvent): void => {
    heard.push(`${event.type} ${event.key}`);
  };
  beforeEach(async () => {
    heard = [];
    for (const type of TYPES) document.addEventListener(type, listen);
    shop = openShop();
    const element = shop.element();
    await phaseOf(element, 'choosing-destination');
    await until(() => element.shadowRoot?.querySelector('input'));
    field = element.shadowRoot?.querySelector('input') as HTMLInputElement;
    field.focus();
  });
  afterEach(async () => {
    for (const type of TYPES) document.removeEventListener(type, listen);
    await shop.close();
  });

  it('do not leave the element', async () => {
    await sendKeys({ type: 'jm /?' });
    expect(field.value).to.equal('jm /?');
    await sendKeys({ press: 'Backspace' });
    expect(field.value).to.equal('jm /');
    expect(heard).to.deep.equal([]);
  });

  it('find a destination in a page that takes them for shortcuts', async () => {
    const shortcut = (event: KeyboardEvent): void => {
      // As common guards do. The event's target is the element, which is no field.
      if (!/^(input|select|textarea)$/i.test((event.target as Element).tagName))
        event.preventDefault();
    };
    document.addEventListener('keydown', shortcut);
    try {
      await sendKeys({ type: 'japan' });
      expect(field.value).to.equal('japan');
    } finally {
      document.removeEventListener('keydown', shortcut);
    }
  });

  const KEYS: [init: KeyboardEventInit, leaves: boolean][] = [
    [{ key: 'a' }, false],
    [{ key: 'A', shiftKey: true }, false],
    [{ key: ' ' }, false],
    [{ key: 'あ' }, false],
    [{ key: '𠮷' }, false],
    [{ key: 'Process', isComposing: true }, false],
    [{ key: 'Escape', isComposing: true }, false],
    [{ key: 'Dead' }, false],
    [{ key: 'Delete' }, false],
    [{ key: 'ArrowLeft' }, false],
    [{ key: '@', ctrlKey: true, altKey: true, modifierAltGraph: true }, false],
    [{ key: '€', ctrlKey: true, altKey: true }, false],
    [{ key: 'k', ctrlKey: true }, true],
    [{ key: 'k', metaKey: true }, true],
    [{ key: 'k', altKey: true }, true],
    [{ key: 'Tab' }, true],
    [{ key: 'Escape' }, true],
    [{ key: 'F1' }, true],
    [{ key: 'Shift' }, true],
  ];
  for (const [init, leaves] of KEYS)
    it(`${JSON.stringify(init)} ${leaves ? 'leaves' : 'does not leave'} the element`, () => {
      for (const type of TYPES)
        field.dispatchEvent(new KeyboardEvent(type, { ...init, bubbles: true, composed: true }));
      expect(heard.length).to.equal(leaves ? 3 : 0);
    });
});
