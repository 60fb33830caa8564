// Owns the line of a contact's next task. Loaded when there is one, after the card is there.
import { type Contact, type KithClient, unwrap } from '@kith/sdk';
import { fullTime, type Language } from '@kith/sdk/words';
import { html, type TemplateResult } from 'lit';
import { ListChecks } from 'lucide';
import { icon } from '../kit/icons.ts';

const label: Record<Language, string> = { en: 'Next task', ru: 'Следующая задача' };

/** The next task of the contact on the card. `changed` is called when its title has come. */
export class NextTask {
  #of = '';
  #title = '';
  readonly #client: KithClient;
  readonly #changed: () => void;

  constructor(client: KithClient, changed: () => void) {
    this.#client = client;
    this.#changed = changed;
  }

  /** @param at when it comes up. */
  draw({ id, version }: Contact, at: string, language: Language): TemplateResult {
    const of = `${id} ${version} ${at}`;
    if (of !== this.#of) void this.#load(id, of);
    const when = new Intl.DateTimeFormat(language, {
      weekday: 'short',
      day: 'numeric',
      month: 'short',
      hour: '2-digit',
      minute: '2-digit',
    }).format(new Date(at));
    return html`<ul class="points next" part="next-task" aria-label=${label[language]}>
      <li>
        ${icon(ListChecks, label[language])}
        <span class="point">${this.#title || label[language]} · <time datetime=${at} title=${fullTime(at, language)}>${when}</time></span>
      </li>
    </ul>`;
  }

  /** Whoever may not read tasks sees when, and not what. */
  async #load(id: string, of: string) {
    this.#of = of;
    this.#title = '';
    const query = { record: `contact:${id}`, limit: 1 };
    const page = await unwrap(this.#client.GET('/v1/tasks', { params: { query } })).catch(() => null);
    if (of !== this.#of || !page) return;
    this.#title = page.items[0]?.title ?? '';
    this.#changed();
  }
}
