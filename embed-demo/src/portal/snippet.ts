// Owns what goes into a host page, and the origin that a person meant.
import type { EmbedKey } from '@kith/sdk';

/** The lines to paste into a page: the loader with its key, and the widgets that the key may show. */
export function snippetOf(
  kithUrl: string,
  { key, widgets, identified }: Pick<EmbedKey, 'key' | 'widgets' | 'identified'>,
): string {
  // Where the page's server puts what it signed.
  const identity = identified ? ' data-identity="…"' : '';
  const board = widgets.includes('kith-board') ? '\n<kith-board></kith-board>' : '';
  return `<script src="${kithUrl}/kith.js" data-key="${key}"${identity} async></script>
<kith-people id="people"></kith-people>
<kith-contact for="people"></kith-contact>${board}`;
}

/** The origin of what a person typed or pasted, such as a page's whole address, or of every subdomain; null when it is none. */
export function originOf(typed: string): string | null {
  const text = typed.trim();
  const local = /^(localhost|127\.|\[::1\])/.test(text);
  const whole = /^https?:\/\//i.test(text) ? text : `${local ? 'http' : 'https'}://${text}`;
  // Browsers would write the star of a wildcard in another way.
  const bare = whole.replace('://*.', '://');
  if (text === '' || /\s/.test(text) || !URL.canParse(bare)) return null;
  const { origin, hostname } = new URL(bare);
  if (bare !== whole) return hostname.includes('.') ? origin.replace('://', '://*.') : null;
  return hostname.includes('.') || hostname === 'localhost' || hostname.startsWith('[') ? origin : null;
}
