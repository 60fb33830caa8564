// Owns the control of how often to be in touch with a contact.
import { type KithClient, unwrap } from '@kith/sdk';
import { nearTime, type Words, zoneHere } from '@kith/sdk/words';
import { html, nothing } from 'lit';
import type { TasksKey } from './words.ts';

type Cadence = NonNullable<Awaited<ReturnType<typeof read>>>;
type Unit = Cadence['unit'];

const read = async (client: KithClient, id: string) =>
  (await unwrap(client.GET('/v1/contacts/{id}/cadence', { params: { path: { id } } }))).cadence;

const offered: readonly [every: number, unit: Unit][] = [
  [1, 'week'],
  [2, 'week'],
  [1, 'month'],
  [3, 'month'],
  [6, 'month'],
  [12, 'month'],
];
const phrases = { day: 'everyDays', week: 'everyWeeks', month: 'everyMonths' } as const;

export interface CadenceView {
  t: Words<TasksKey>;
  language: 'en' | 'ru';
  now: Date;
  mayWrite: boolean;
  /** Something could not be set. */
  failed(error: unknown): void;
}

/** A contact's cadence. `changed` is called when there is something to draw. */
export class CadenceControl {
  #cadence: Cadence | null | undefined;
  readonly #client: KithClient;
  readonly #id: string;
  readonly #changed: () => void;

  constructor(client: KithClient, contactId: string, changed: () => void) {
    this.#client = client;
    this.#id = contactId;
    this.#changed = changed;
    void this.refresh();
  }

  /** Reads it again; when that fails, what is shown stays. */
  async refresh(): Promise<void> {
    try {
      this.#cadence = await read(this.#client, this.#id);
    } catch {
      return;
    }
    this.#changed();
  }

  draw(view: CadenceView) {
    const { t, mayWrite } = view;
    const cadence = this.#cadence;
    if (cadence === undefined || (cadence === null && !mayWrite)) return html`<div class="cadence"></div>`;
    const value = cadence ? `${cadence.every} ${cadence.unit}` : '';
    const choices = offered.map(([every, unit]) => `${every} ${unit}`);
    if (value !== '' && !choices.includes(value)) choices.unshift(value);
    return html`<div class="cadence" part="cadence">
      <label for="cadence">${t('cadence')}</label>
      <select
        id="cadence"
        class="field"
        ?disabled=${!mayWrite}
        @change=${(event: Event & { currentTarget: HTMLSelectElement }) => void this.#set(event.currentTarget.value, view)}
      >
        <option value="" ?selected=${value === ''}>${t('never')}</option>
        ${choices.map((choice) => html`<option value=${choice} ?selected=${choice === value}>${nameOf(choice, t)}</option>`)}
      </select>
      <span class="hint">${cadence ? told(cadence, view) : nothing}</span>
    </div>`;
  }

  async #set(choice: string, { failed }: CadenceView) {
    const params = { path: { id: this.#id } };
    const { every, unit } = split(choice);
    try {
      const answer =
        choice === ''
          ? await unwrap(this.#client.DELETE('/v1/contacts/{id}/cadence', { params }))
          : await unwrap(
              this.#client.PUT('/v1/contacts/{id}/cadence', { params, body: { every, unit, zone: zoneHere() } }),
            );
      this.#cadence = answer.cadence;
    } catch (error) {
      failed(error);
    }
    this.#changed();
  }
}

function split(choice: string): { every: number; unit: Unit } {
  const [every, unit] = choice.split(' ');
  return { every: Number(every), unit: unit === 'day' || unit === 'week' ? unit : 'month' };
}

function nameOf(choice: string, t: Words<TasksKey>): string {
  const { every, unit } = split(choice);
  return t(phrases[unit], { count: every });
}

function told(cadence: Cadence, { t, language, now }: CadenceView) {
  if (cadence.silent) return t('cadenceSilent');
  if (cadence.task !== null || Date.parse(cadence.dueAt) <= now.getTime()) return t('cadenceNow');
  return t('cadenceDue', { when: nearTime(cadence.dueAt, language, now) });
}
