// Owns the part of the page of privacy that says what each colleague shows of their messages.
import { type ColleagueLevel, type LiveResource, unwrap } from '@kith/sdk';
import { emptyState, errorState, stateSheet } from '@kith/widgets/kit/states.ts';
import { html, nothing, type PropertyDeclarations } from 'lit';
import { UsersRound } from 'lucide';
import { LivePart } from './live-part.ts';
import { pageSheet } from './page.styles.ts';
import { privacySheet } from './privacy.styles.ts';

/** `<kith-colleague-levels>`: every colleague by name with their level, kept live. */
export class KithColleagueLevels extends LivePart {
  static override styles = [...[LivePart.styles].flat(), stateSheet, pageSheet, privacySheet];
  static override properties: PropertyDeclarations = {
    colleagues: { state: true },
    next: { state: true },
    problem: { state: true },
  };

  declare private colleagues: readonly ColleagueLevel[] | undefined;
  /** Cursor of the next page. */
  declare private next: string | null;
  declare private problem: unknown;
  protected override readonly resources: readonly LiveResource[] = ['sharing', 'organization'];

  constructor() {
    super();
    this.next = null;
  }

  protected override async load(): Promise<void> {
    await this.#read(undefined);
  }

  async #read(cursor: string | undefined) {
    try {
      const query = { limit: 50, ...(cursor === undefined ? {} : { cursor }) };
      const page = await unwrap(this.client.GET('/v1/mail-sharing/colleagues', { params: { query } }));
      this.colleagues = [...(cursor === undefined ? [] : (this.colleagues ?? [])), ...page.items];
      this.next = page.nextCursor;
      this.problem = undefined;
    } catch (error) {
      this.problem = error;
    }
  }

  protected override render() {
    const { t, colleagues, next } = this;
    if (this.problem !== undefined) return errorState(this.problem, t, () => void this.load());
    if (!colleagues) return html`<div class="card" aria-busy="true">${t('loading')}</div>`;
    if (colleagues.length === 0) {
      return html`<div class="card">${emptyState(UsersRound, t('colleaguesNone'), t('colleaguesNoneDo'))}</div>`;
    }
    return html`<ul class="card addresses" aria-label=${t('colleaguesTitle')}>
        ${colleagues.map(
          ({ name, level }) =>
            html`<li><span class="about">${name}</span> <span class="level">${t(`shown_${level}`)}</span></li>`,
        )}
      </ul>
      ${
        next === null
          ? nothing
          : html`<button class="button quiet" type="button" @click=${() => void this.#read(next)}>${t('showMore')}</button>`
      }`;
  }
}
