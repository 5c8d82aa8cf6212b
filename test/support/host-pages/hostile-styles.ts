// Styles that pages apply to everything. Bootstrap's and Tailwind's are their own files. WordPress's is an excerpt of
// what its global styles and a classic theme set on bare tags.
import { readFileSync } from 'node:fs';

const file = (name: string): string =>
  readFileSync(new URL(`./css/${name}.css.txt`, import.meta.url), 'utf8');

const EVERY_TAG =
  'a abbr address article aside b bdi blockquote body button cite code dd details div dl dt em esim-checkout fieldset figure footer form h1 h2 h3 header hr i img input kbd label legend li main nav ol option p pre progress section select slot small span strong sub summary sup svg table td textarea th time ul'
    .split(' ')
    .join(', ');

export const HOSTILE: Readonly<Record<string, string>> = {
  'a style for every tag': `${EVERY_TAG} {
    margin: 13px; padding: 9px; border: 3px dashed lime; background: #ff0; color: red; font: italic 700 31px/0.8 cursive;
    text-align: center; text-transform: uppercase; letter-spacing: 4px; word-spacing: 20px; text-indent: 30px;
    text-shadow: 2px 2px blue; white-space: nowrap; list-style: square inside; cursor: wait;
    float: none; box-shadow: 0 0 20px #f0f; border-radius: 40px; opacity: 1; outline: 5px solid orange;
  }
  /* The page may place and decorate the element's own box. */
  esim-checkout { margin: 0; padding: 0; border: 0; border-radius: 0; box-shadow: none; outline: 0 }`,
  'all: unset for everything':
    '* { all: unset !important } *::before, *::after { all: unset !important }',
  'all: revert and inherit':
    'main, main * { all: inherit } esim-checkout { all: revert !important }',
  'text settings on everything': `* {
    box-sizing: content-box !important; line-height: 3 !important; letter-spacing: 5px !important; word-spacing: 10px !important;
    text-transform: uppercase !important; font-family: cursive !important; font-size: 27px !important; color: #0f0 !important;
    text-align: right !important; white-space: nowrap !important; word-break: break-all !important; hyphens: auto !important;
    font-variant: small-caps !important; user-select: none; pointer-events: auto; tab-size: 20 !important;
  }`,
  'html at 8px': 'html { font-size: 8px } body { font-size: 0.5rem; line-height: 1 }',
  'html at 62.5%, body at 40px': 'html { font-size: 62.5% } body { font: 4rem/2 serif }',
  'another direction of writing':
    'main { direction: rtl; writing-mode: vertical-rl; text-orientation: sideways } * { unicode-bidi: bidi-override }',
  'a multi-column page': 'main { columns: 1; column-rule: 2px solid red; break-inside: avoid }',
  Bootstrap: file('bootstrap-reboot'),
  'Tailwind preflight': file('tailwind-preflight'),
  WordPress: `
    :root { --wp--style--global--content-size: 650px; --wp--preset--font-size--medium: 20px }
    body { margin: 0; color: #28303d; background: #d1e4dd; font: 18px/1.7 -apple-system, BlinkMacSystemFont, Roboto, sans-serif }
    *, *::before, *::after { box-sizing: inherit } html { box-sizing: border-box; font-size: 18px }
    .is-layout-flow > :first-child { margin-block-start: 0 } .is-layout-flow > * { margin-block: 24px 0 }
    .is-layout-constrained > :where(:not(.alignleft):not(.alignright):not(.alignfull)) { max-width: 650px; margin-inline: auto !important }
    .entry-content > *, main * { max-width: 100% } :where(.wp-block-group.has-background) { padding: 1.25em 2.375em }
    h1, h2, h3 { clear: both; font-weight: 300; letter-spacing: normal; line-height: 1.3 } h2 { font-size: 2.25rem }
    p, dl, ol, ul, fieldset { margin-bottom: 25px } li { margin-left: 30px } a { color: #28303d; text-decoration-skip-ink: all }
    button, input[type=submit], .wp-block-button__link { border: 3px solid transparent; border-radius: 0; padding: 15px 30px; background: #28303d; color: #d1e4dd; font-weight: 500 }
    input, select, textarea { border: 3px solid #39414d; border-radius: 0; padding: 10px; width: 100%; max-width: 100% }
    input[type=radio] { width: 25px; height: 25px; border: 3px solid } label { display: block; margin-bottom: 10px; font-weight: 500 }
    code { font-family: monospace; font-size: 0.9em } table { width: 100%; border-collapse: collapse } img { height: auto; max-width: 100% }
    :focus { outline: 2px dotted currentColor } ::selection { background: #000; color: #fff }`,
};
