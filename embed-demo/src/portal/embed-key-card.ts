// Owns how one embed key is drawn: where it works, what it shows, its two snippets, and the question before it is revoked.
import type { EmbedKey } from '@kith/sdk';
import type { Language } from '@kith/sdk/words';
import { html, nothing } from 'lit';
import { widgetName } from './embed-widget-words.ts';
import { frameSnippetOf, snippetOf } from './snippet.ts';
import type { PortalWords } from './words.ts';

export interface EmbedKeyCard {
  key: EmbedKey;
  t: PortalWords;
  language: Language;
  /** The view that bounds it; undefined where none does, or its name is not known. */
  segmentName: string | undefined;
  /** Which of its snippets was copied, or could not be. */
  copied: { frame: boolean; done: boolean } | undefined;
  /** It is about to be revoked. */
  asking: boolean;
  copy(text: string, frame: boolean): void;
  ask(asking: boolean): void;
  revoke(): void;
}

export function embedKeyCard(card: EmbedKeyCard) {
  const { key, t, copied } = card;
  const snippet = snippetOf(location.origin, key);
  return html`<section class="card" aria-label=${key.name}>
    <div class="key">
      <div class="about">
        <strong>${key.name}</strong>
        <span class="hint">${t('worksOn', { origins: key.allowedOrigins.join(', ') })}</span>
        ${bounds(card)}
      </div>
      <button class="button" type="button" @click=${() => card.copy(snippet, false)}>${t(copied?.done && !copied.frame ? 'copied' : 'copy')}</button>
      <button class="button quiet" type="button" @click=${() => card.ask(true)}>${t('revoke')}</button>
    </div>
    <pre tabindex="0" aria-label=${t('snippet')}>${snippet}</pre>
    ${frame(card)}
    <div role="status">${copied && !copied.done ? html`<p class="problem">${t('notCopied')}</p>` : nothing}</div>
    ${card.asking ? question(card) : nothing}
  </section>`;
}

function bounds({ key: { widgets, segmentId, identified }, t, language, segmentName }: EmbedKeyCard) {
  const shown = widgets.map((tag) => widgetName(tag, language)).join(', ');
  return html`${shown === '' ? nothing : html`<span class="hint">${t('shows', { widgets: shown })}</span>`}
    ${segmentId === null ? nothing : html`<span class="hint">${t('segmentOf', { name: segmentName ?? '…' })}</span>`}
    ${identified ? html`<span class="hint">${t('identifiedKey')}</span>` : nothing}`;
}

function frame({ key, t, language, copied, copy }: EmbedKeyCard) {
  const snippet = frameSnippetOf(location.origin, key, language);
  if (snippet === '') return nothing;
  return html`<details>
    <summary>${t('asFrame')}</summary>
    <p class="hint">${t('frameHint')}</p>
    <pre tabindex="0" aria-label=${t('frameSnippet')}>${snippet}</pre>
    <button class="button" type="button" @click=${() => copy(snippet, true)}>${t(copied?.done && copied.frame ? 'copied' : 'copyFrame')}</button>
  </details>`;
}

const question = ({ t, revoke, ask }: EmbedKeyCard) => html`<div class="confirm" role="alert">
  <p>${t('revokeAsk')}</p>
  <button class="button" type="button" @click=${revoke}>${t('revokeYes')}</button>
  <button class="button quiet" type="button" @click=${() => ask(false)}>${t('keep')}</button>
</div>`;
