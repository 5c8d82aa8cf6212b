import { html, type TemplateResult } from 'lit';
import type { App } from '../app.js';
import { segmented } from '../shell/choice.js';
import { embedConfig } from './config.js';
import { SNIPPETS } from './snippets.js';

/** The lines that put on a partner's page what the stage shows, and the link that shows it again. */
export function embedTab(app: App): TemplateResult {
  const { settings } = app;
  const snippet = SNIPPETS.find(({ id }) => id === settings.code) ?? SNIPPETS[0];
  if (snippet === undefined) return html``;
  const code = snippet.code(embedConfig(settings));
  return html`<h2>Embed what you see</h2>
    ${segmented(
      'code',
      'Framework',
      SNIPPETS.map(({ id, label }) => [id, label] as const),
      settings.code,
      (id) => app.set({ code: id }),
    )}
    <pre class="code" tabindex="0" aria-label="Code"><code id="snippet">${code}</code></pre>
    <div class="buttons">
      <button type="button" class="strong" @click=${() => void copy(app, code, 'Code copied.')}>Copy code</button>
      <button type="button" @click=${() => void copy(app, location.href, 'Link copied: it opens the demo as it is set now.')}>
        Copy link to this demo
      </button>
    </div>
    <p class="note">${snippet.note}</p>
    <p class="note">The element talks to the gateway on your own server, so that no token of your account is in the page.</p>`;
}

async function copy(app: App, text: string, done: string): Promise<void> {
  try {
    await navigator.clipboard.writeText(text);
    app.say(done);
  } catch {
    app.say('The browser did not allow copying: select the text and copy it by hand.');
  }
}
