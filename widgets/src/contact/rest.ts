// Owns what comes after the first paint of <kith-contact>: next task, details, notes, timeline, and what stands for nobody.
import type { Contact, Interaction, LiveChange } from '@kith/sdk';
import type { Language } from '@kith/sdk/words';
import { html, type ReactiveController } from 'lit';
import { cardBodySheet } from '../kit/card-body.styles.ts';
import { clientOf } from '../kit/client.ts';
import { eventSheet } from '../kit/event.styles.ts';
import { Feed } from '../kit/feed.ts';
import { recordText } from '../kit/record.ts';
import type { KithSession } from '../kit/session.ts';
import { errorState, staleBadge, stateSheet } from '../kit/states.ts';
import { controlSheet, tokenSheet } from '../kit/theme.ts';
import { permissionsOf } from '../kit/who.ts';
import { WidgetLive } from '../kit/widget-live.ts';
import { absence, deletedCard } from './absence.ts';
import { ghostRows } from './card.ts';
import { followSelection, selectionOf } from './follow.ts';
import { NextTask } from './next-task.ts';
import { plainNotes } from './notes.ts';
import type { NotesDesk } from './notes-desk.ts';
import type { Person } from './person.ts';
import { contactRestSheet } from './rest.styles.ts';
import { restWords } from './rest-words.ts';
import { interactionsOf, timelineSection } from './timeline.ts';

const timelinePage = 30;

export const restStyles = [tokenSheet, controlSheet, stateSheet, cardBodySheet, eventSheet, contactRestSheet];

/** The card that the rest belongs to. */
export interface RestHost {
  readonly element: HTMLElement & { for: string };
  readonly person: Person;
  /** How things are; `email` is the address that was asked for, `refusal` why there is no session. */
  now(): { language: Language; email: string; refusal: unknown };
  /** Draws anew. */
  changed(): void;
  /** Somebody else was selected where it follows. */
  turned(): void;
  retrySession(): void;
}

/** The rest of the card, for as long as its element lives. */
export class ContactRest implements ReactiveController {
  readonly listening: WidgetLive;
  /** The selection of the list that `for` names. */
  followed: string | null = null;
  readonly #host: RestHost;
  readonly #feed: Feed<Interaction>;
  #session: KithSession | undefined;
  /** For people who may edit contacts. */
  #desk: NotesDesk | undefined;
  #next: NextTask | undefined;
  #timelineOf: string | undefined;
  /** The code of the details is there, or did not come: what stands below them keeps its place until then. */
  #settled = false;
  /** The code of the details did not come. */
  #withoutDetails = false;
  #leader = '';
  #unfollow: (() => void) | undefined;

  constructor(host: RestHost) {
    this.#host = host;
    this.#feed = new Feed(() => host.changed());
    this.listening = new WidgetLive({
      element: host.element,
      resources: () => ['contacts', 'interactions'],
      changed: (changes) => this.#heard(changes),
      turned: host.changed,
    });
  }

  hostConnected(): void {
    const { element, turned } = this.#host;
    this.#unfollow = followSelection(
      element,
      () => element.for,
      (id) => {
        this.followed = id;
        turned();
      },
    );
    this.followed = selectionOf(element, element.for);
  }

  hostDisconnected(): void {
    this.#unfollow?.();
  }

  hostUpdated(): void {
    const { element } = this.#host;
    if (element.for === this.#leader) return;
    this.#leader = element.for;
    this.followed = selectionOf(element, element.for);
  }

  /** Its code has come when the person may be there already: what was told meanwhile is fetched again. */
  begin(session: KithSession, connected: boolean): void {
    this.listening.open(session, true);
    if (connected) this.listening.start();
    this.open(session);
  }

  /** A session was found, perhaps another than before. */
  open(session: KithSession): void {
    this.#session = session;
    this.#next = new NextTask(clientOf(session), () => this.#host.changed());
    void this.#openDesk(session);
    this.accept();
  }

  /** The person arrived, or arrived anew. */
  accept(): void {
    const { contact } = this.#host.person;
    if (!contact) return;
    if (!this.#settled) void this.#loadDetails();
    this.#desk?.accept(contact);
    if (this.#timelineOf !== contact.id) this.#loadTimeline(contact.id);
  }

  /** Somebody else is to be shown. */
  clear(): void {
    this.#timelineOf = undefined;
    this.#feed.clear();
  }

  pause(): void {
    this.#feed.stop();
  }

  resume(): void {
    if (this.#timelineOf !== undefined && this.#feed.status === 'idle') this.#loadTimeline(this.#timelineOf);
  }

  /** Forgets every datum of the session. */
  forget(): void {
    this.#session = undefined;
    this.#desk = undefined;
    this.#next = undefined;
    this.clear();
  }

  /** Says beside the name when what is shown may be out of date. */
  badge() {
    const old = this.#feed.status === 'ready' && this.#feed.error !== undefined;
    const stale = old || this.listening.state === 'down' || this.#host.person.error !== undefined;
    return staleBadge(stale, this.#words);
  }

  next(contact: Contact, at: string) {
    return this.#next?.draw(contact, at, this.#host.now().language);
  }

  /** What stands below the contact points. */
  body(contact: Contact) {
    if (!this.#settled) return ghostRows();
    const t = this.#words;
    return html`${this.#details(contact)} ${this.#desk?.section(contact, t) ?? plainNotes(contact.notes, t)}
    ${timelineSection({ feed: this.#feed, language: this.#host.now().language, t })}`;
  }

  /** What stands in the card's place when there is nobody to show. */
  instead() {
    const t = this.#words;
    const { person, retrySession } = this.#host;
    const { refusal, email } = this.#host.now();
    if (refusal !== undefined) return errorState(refusal, t, retrySession);
    if (person.status === 'failed') return errorState(person.error, t, () => this.#retry());
    if (person.status === 'missing' || person.status === 'unknown') return absence(person.status, t, email);
    const { contact } = person;
    if (!contact) return absence('nobody', t);
    return deletedCard(contact, t, this.#desk && (() => void this.#desk?.restore(contact)));
  }

  get #words() {
    return restWords(this.#host.now().language, () => this.#host.changed());
  }

  /** Tags, owner, employments and own fields, in a widget of their own. */
  #details(contact: Contact) {
    if (this.#withoutDetails) {
      const t = this.#words;
      return html`<p class="problem" role="alert">
        ${t('detailsFailed')}
        <button class="button quiet" type="button" @click=${() => void this.#loadDetails()}>${t('retry')}</button>
      </p>`;
    }
    return html`<kith-details
      bare
      part="details"
      lang=${this.#host.now().language}
      record=${recordText({ type: 'contact', id: contact.id })}
      .session=${this.#session}
      .given=${contact}
    ></kith-details>`;
  }

  async #openDesk(session: KithSession) {
    // Not knowing is no right to write: then the notes stay read-only until the next session or visit.
    const granted = await permissionsOf(session).catch((): readonly string[] => []);
    if (!granted.includes('contacts.write')) return;
    const { NotesDesk } = await import('./notes-desk.ts');
    if (session !== this.#session) return;
    this.#desk = new NotesDesk(
      clientOf(session),
      () => this.#host.changed(),
      (contact) => this.#host.person.accept(contact),
    );
    this.#host.changed();
  }

  async #loadDetails() {
    this.#withoutDetails = await import('../details/define.ts').then(
      () => false,
      () => true,
    );
    this.#settled = true;
    this.#host.changed();
  }

  #loadTimeline(id: string) {
    if (!this.#session) return;
    this.#timelineOf = id;
    void this.#feed.load(interactionsOf(clientOf(this.#session), id), { pageSize: timelinePage, keep: false });
  }

  #heard(changes: readonly (LiveChange | null)[]) {
    const { person } = this.#host;
    if (!this.#session || person.subject === null) return;
    const id = person.contact?.id;
    const about = (change: LiveChange | null, subject: string | null | undefined) =>
      change === null || subject === null || id === undefined || subject === id;
    if (changes.some((change) => change?.type !== 'interactions' && about(change, change?.id))) {
      void person.refresh(clientOf(this.#session));
    }
    if (changes.some((change) => change?.type !== 'contacts' && about(change, change?.contactId))) {
      void this.#feed.refresh();
    }
  }

  #retry() {
    if (this.#session) void this.#host.person.refresh(clientOf(this.#session));
    void this.#feed.refresh();
  }
}
