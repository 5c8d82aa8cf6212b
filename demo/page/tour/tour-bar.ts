import { html, nothing, type TemplateResult } from 'lit';
import type { App } from '../app.js';
import { STEPS } from './steps.js';

/** The tour's caption and its controls. */
export function tourBar({ tour }: App): TemplateResult | typeof nothing {
  const step = STEPS[tour.index];
  if (step === undefined) return nothing;
  const isLast = tour.index === STEPS.length - 1;
  return html`<section class="tour-card" aria-label="Tour">
    <p class="tour-steps" aria-hidden="true">
      ${STEPS.map((_, index) => html`<i class=${index < tour.index ? 'past' : index === tour.index ? 'now' : ''}></i>`)}
    </p>
    <p class="tour-caption"><b>${tour.index + 1} of ${STEPS.length}</b> ${step.caption}</p>
    <div class="tour-acts">
      <button type="button" class="strong" ?disabled=${!tour.isDone} @click=${() => void tour.next()}>
        ${isLast ? 'Finish' : 'Next'}
      </button>
      ${isLast ? nothing : html`<button type="button" @click=${() => tour.pause()}>${tour.isPaused ? 'Go on' : 'Pause'}</button>`}
      <button type="button" @click=${() => tour.end()}>End</button>
      <small>→ or Enter: next · Space: pause · Esc: end</small>
    </div>
  </section>`;
}
