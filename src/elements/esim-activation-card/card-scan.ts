import { html, nothing } from 'lit';
import type { ActivationCode } from '../../core/lpa.js';
import { canShare } from './card-actions.js';
import type { CardContext } from './card-context.js';
import { facts, titleOf } from './facts.js';
import { icons } from './icons.js';
import type { LazyQr } from './lazy-qr.js';
import type { Qr } from './qr.js';

/** The QR half of the card, with buttons to save, share and print the code. */
export function scan(card: CardContext, code: ActivationCode, picture: LazyQr): unknown {
  const { text, actions } = card;
  const qr = picture.of(code.text);
  return html`<section class="half scan">
    <div class="qr" part="qr" role=${qr ? 'img' : nothing} aria-label=${qr ? text.cardQrLabel : nothing}>
      ${
        qr
          ? html`<svg viewBox="0 0 ${qr.size} ${qr.size}" shape-rendering="crispEdges" aria-hidden="true"><path d=${qr.path} /></svg>`
          : picture.failed
            ? html`<p .textContent=${text.cardQrFailed}></p>`
            : nothing
      }
    </div>
    <p class="muted" .textContent=${card.device.platform === 'other' ? text.cardScan : text.cardScanPhone}></p>
    ${qr ? tools(card, picture, qr) : nothing}
    ${actions.problem ? html`<p class="problem" .textContent=${actions.problem}></p>` : nothing}
  </section>`;
}

function tools(card: CardContext, { value: draw }: LazyQr, qr: Qr): unknown {
  if (!draw) return nothing;
  const { host, text, actions } = card;
  const name = `esim-${host.iccid?.slice(-4) ?? 'qr'}`;
  const caption = [titleOf(host, text), ...facts(host, text).map(({ value }) => value)].join(' · ');
  const png = () => draw.toPng(qr, caption);
  const tool = (icon: unknown, label: string, act: () => unknown) =>
    html`<button type="button" class="button small" @click=${act}>${icon}<span .textContent=${label}></span></button>`;
  return html`<div class="tools">
    ${tool(icons.save, text.cardSavePng, () => actions.save(png, `${name}.png`, text))}
    ${tool(icons.save, text.cardSaveSvg, () => actions.save(() => draw.toSvg(qr), `${name}.svg`, text))}
    ${canShare() ? tool(icons.share, text.cardShare, () => actions.share(png, name, caption, text)) : nothing}
    ${tool(icons.print, text.cardPrint, () => actions.print(() => draw.printCopy(host.renderRoot, card.css, titleOf(host, text)), text))}
  </div>`;
}
