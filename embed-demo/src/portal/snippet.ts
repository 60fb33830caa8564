// Owns what goes into a host page, and the origin that a person meant.
import type { EmbedKey } from '@kith/sdk';

/** The lines to paste into a page: the loader with its key, and the widgets that the key may show. */
export function snippetOf(kithUrl: string, { key, widgets }: Pick<EmbedKey, 'key' | 'widgets'>): string {
  const board = widgets.includes('kith-board') ? '\n<kith-board></kith-board>' : '';
  return `<script src="${kithUrl}/kith.js" data-key="${key}" async></script>
<kith-people id="people"></kith-people>
<kith-contact for="people"></kith-contact>${board}`;
}

/** The origin of what a person typed or pasted, such as a page's whole address; null when it is no web address. */
export function originOf(typed: string): string | null {
  const text = typed.trim();
  const local = /^(localhost|127\.|\[::1\])/.test(text);
  const whole = /^https?:\/\//i.test(text) ? text : `${local ? 'http' : 'https'}://${text}`;
  if (text === '' || /\s/.test(text) || !URL.canParse(whole)) return null;
  const { origin, hostname } = new URL(whole);
  return hostname.includes('.') || hostname === 'localhost' || hostname.startsWith('[') ? origin : null;
}
