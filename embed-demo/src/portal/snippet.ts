// Owns what goes into a host page, and the origin that a person meant.
import type { EmbedKey } from '@kith/sdk';
import type { Language } from '@kith/sdk/words';
import { widgetName, widgetNeeds, widgetOrder } from './embed-widget-words.ts';

type Shown = Pick<EmbedKey, 'key' | 'widgets' | 'identified'>;

/** The widgets that a snippet names: those of the key, or the usual two where it names none. */
const namedBy = (widgets: readonly string[]): string[] => {
  const named = widgets.length === 0 ? ['kith-people', 'kith-contact'] : widgets;
  const place = (tag: string) => (widgetOrder.includes(tag) ? widgetOrder.indexOf(tag) : widgetOrder.length);
  return [...named].sort((one, other) => place(one) - place(other));
};

/** The lines to paste into a page: the loader with its key, and the widgets that the key may show. */
export function snippetOf(kithUrl: string, { key, widgets, identified }: Shown): string {
  // Where the page's server puts what it signed.
  const identity = identified ? ' data-identity="…"' : '';
  const tags = namedBy(widgets);
  const beside = tags.includes('kith-people');
  const attributes = (tag: string) => {
    if (tag === 'kith-people') return ' id="people"';
    if (tag === 'kith-contact' && beside) return ' for="people"';
    const [name, example] = widgetNeeds(tag) ?? [];
    return name === undefined ? '' : ` ${name}="${example}"`;
  };
  const elements = tags.map((tag) => `<${tag}${attributes(tag)}></${tag}>`);
  return [`<script src="${kithUrl}/kith.js" data-key="${key}"${identity} async></script>`, ...elements].join('\n');
}

/** The same as frames, one a widget. */
export function frameSnippetOf(kithUrl: string, { key, widgets, identified }: Shown, language: Language): string {
  const frames = namedBy(widgets).filter((tag) => widgetOrder.includes(tag));
  return frames
    .map((tag) => {
      const [name, example] = widgetNeeds(tag) ?? [];
      const more = name === undefined ? '' : `&amp;${name}=${example}`;
      // Behind the #, where no server hears of it.
      const identity = identified ? '#identity=…' : '';
      const address = `${kithUrl}/embed/${tag.replace(/^kith-/, '')}?key=${key}${more}${identity}`;
      return `<iframe src="${address}" title="${widgetName(tag, language)}" width="100%" height="480" loading="lazy"></iframe>`;
    })
    .join('\n');
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
