// Owns <kith-contact>: one person's card with notes and timeline, kept live.
import type { Contact, Interaction, LiveChange, LiveResource } from '@kith/sdk';
import { html, nothing, type PropertyDeclarations, type PropertyValues } from 'lit';
import { textAttribute } from '../kit/attributes.ts';
import { avatarSheet } from '../kit/avatar.ts';
import { cardSheet } from '../kit/card.styles.ts';
import { clientOf, permissionsOf } from '../kit/client.ts';
import { eventSheet } from '../kit/event.styles.ts';
import { Feed } from '../kit/feed.ts';
import { KithElement } from '../kit/kith-element.ts';
import type { KithSession } from '../kit/session.ts';
import { errorState, staleBadge, stateSheet } from '../kit/states.ts';
import { controlSheet, frameSheet, tokenSheet } from '../kit/theme.ts';
import { absence, deletedCard } from './absence.ts';
import { cardHead, detailsOf, ghostCard, plainNotes, pointList } from './card.ts';
import { contactSheet } from './contact.styles.ts';
import { followSelection, selectionOf } from './follow.ts';
import type { NextTask } from './next-task.ts';
import type { NotesDesk } from './notes-desk.ts';
import { Person, type Subject, sameSubject } from './person.ts';
import { interactionsOf, timelineSection } from './timeline.ts';
import { contactWords } from './words.ts';

const timelinePage = 30;

/**
 * `<kith-contact>`: who a person is, how to reach them, notes, and what was said, newest first, kept live.
 *
 * It shows the person selected in the `<kith-people>` that `for` names; else the one of `contact-id`; else the one who
 * has the address `email`. Notes can be edited by signed-in people who may edit contacts, and are saved only over the
 * version that was read: when somebody else changed them meanwhile, both texts are shown and nothing is lost.
 *
 * @attr contact-id id of the person.
 * @attr email e-mail address of the person.
 * @attr for id of a `<kith-people>` in the same document or shadow root, whose selection is shown.
 * @attr theme `light`, `dark` or `auto` (default: the page's `color-scheme`).
 * @attr lang `en` or `ru` (default: the nearest `lang` above, then the browser's).
 * @attr density `dense` for less space.
 *
 * @fires kith-session - asks for a session when the `session` property is not set.
 *
 * @csspart frame - the card around everything. @csspart head - avatar, name and role.
 * @csspart avatar - the initials. @csspart name - the name. @csspart role - title and company.
 * @csspart details - tags, owner and the like. @csspart points - contact points. @csspart point - one of them.
 * @csspart notes - the notes. @csspart notes-field - the field. @csspart save - the button. @csspart notes-theirs - the other text in a conflict.
 * @csspart timeline - the timeline. @csspart interaction - one entry. @csspart subject - its subject. @csspart text - its text.
 * @csspart more - the button for older entries.
 * @csspart empty - what stands for nobody or nothing. @csspart error - an error. @csspart retry - its button.
 * @csspart restore - the button that brings a deleted person back. @csspart next-task - the next task.
 * @csspart stale - the badge while live changes are not coming.
 *
 * @cssprop [--kith-contact-height=480px] - height, the same before and after the data.
 * @cssprop --kith-surface - background. @cssprop --kith-sunken - well. @cssprop --kith-ink - text.
 * @cssprop --kith-ink-2 - secondary text. @cssprop --kith-ink-3 - hints. @cssprop --kith-line - hairlines.
 * @cssprop --kith-accent - links, focus and the button. @cssprop --kith-accent-ink - text on it.
 * @cssprop --kith-font - font family. @cssprop --kith-radius-card - corner of the card.
 */
export class KithContact extends KithElement {
  static override styles = [
    tokenSheet,
    controlSheet,
    frameSheet,
    avatarSheet,
    stateSheet,
    cardSheet,
    eventSheet,
    contactSheet,
  ];
  static override properties: PropertyDeclarations = {
    contactId: { ...textAttribute, attribute: 'contact-id' },
    email: textAttribute,
    for: textAttribute,
  };

  declare contactId: string;
  declare email: string;
  declare for: string;

  protected override readonly resources: readonly LiveResource[] = ['contacts', 'interactions'];
  #followed: string | null = null;
  #unfollow: (() => void) | undefined;
  /** For people who may edit contacts. */
  #desk: NotesDesk | undefined;
  #next: NextTask | undefined;
  readonly #person = new Person(() => this.#personChanged());
  readonly #feed = new Feed<Interaction>(() => this.requestUpdate());
  #timelineOf: string | undefined;
  /** The code of the details is there. */
  #details = false;

  constructor() {
    super();
    this.contactId = '';
    this.email = '';
    this.for = '';
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.#follow();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#unfollow?.();
  }

  #follow() {
    this.#unfollow?.();
    this.#unfollow = followSelection(
      this,
      () => this.for,
      (id) => {
        this.#followed = id;
        this.#showSubject();
      },
    );
    this.#followed = selectionOf(this, this.for);
  }

  protected override load(): void {
    const session = this.active;
    if (!session) return;
    void this.#openDesk(session);
    this.#showSubject();
  }

  async #openDesk(session: KithSession) {
    // Not knowing is no right to write: then the notes stay read-only until the next session or visit.
    const granted = await permissionsOf(session).catch((): readonly string[] => []);
    if (!granted.includes('contacts.write')) return;
    const { NotesDesk } = await import('./notes-desk.ts');
    if (session !== this.active) return;
    this.#desk = new NotesDesk(
      clientOf(session),
      () => this.requestUpdate(),
      (contact) => this.#person.accept(contact),
    );
    this.requestUpdate();
  }

  protected override resume(): void {
    const session = this.active;
    if (!session) return;
    if (!sameSubject(this.#subject(), this.#person.subject)) this.#showSubject();
    else if (this.#person.status === 'loading') void this.#person.refresh(clientOf(session));
    if (this.#timelineOf !== undefined && this.#feed.status === 'idle') this.#loadTimeline(this.#timelineOf);
  }

  protected override pause(): void {
    this.#person.stop();
    this.#feed.stop();
  }

  protected override forget(): void {
    this.#desk = undefined;
    this.#next = undefined;
    this.#timelineOf = undefined;
    this.#feed.clear();
    this.#person.forget();
  }

  protected override changed(changes: readonly (LiveChange | null)[]): void {
    const session = this.active;
    if (!session || this.#person.subject === null) return;
    const id = this.#person.contact?.id;
    const about = (change: LiveChange | null, subject: string | null | undefined) =>
      change === null || subject === null || id === undefined || subject === id;
    if (changes.some((change) => change?.type !== 'interactions' && about(change, change?.id))) {
      void this.#person.refresh(clientOf(session));
    }
    if (changes.some((change) => change?.type !== 'contacts' && about(change, change?.contactId))) {
      void this.#feed.refresh();
    }
  }

  protected override updated(changes: PropertyValues<this>): void {
    super.updated(changes);
    if (changes.has('for')) this.#follow();
    if (changes.has('contactId') || changes.has('email') || changes.has('for')) this.#showSubject();
  }

  #subject(): Subject {
    const id = (this.for && this.#followed) || this.contactId;
    if (id) return { by: 'id', id };
    return this.email ? { by: 'email', email: this.email } : null;
  }

  #showSubject() {
    const subject = this.#subject();
    if (!this.active || (sameSubject(subject, this.#person.subject) && this.#person.status !== 'none')) return;
    this.#feed.clear();
    this.#timelineOf = undefined;
    void this.#person.show(subject, clientOf(this.active));
    if (subject?.by === 'id') this.#loadTimeline(subject.id);
  }

  #loadTimeline(id: string) {
    const session = this.active;
    if (!session) return;
    this.#timelineOf = id;
    void this.#feed.load(interactionsOf(clientOf(session), id), { pageSize: timelinePage, keep: false });
  }

  #personChanged() {
    const { contact } = this.#person;
    if (contact) {
      if (!this.#details) requestAnimationFrame(() => void this.#loadDetails());
      this.#desk?.accept(contact);
      if (this.#timelineOf !== contact.id) this.#loadTimeline(contact.id);
      if (contact.nextTaskAt !== null && !this.#next && this.active) void this.#openNext(this.active);
    }
    this.requestUpdate();
  }

  async #openNext(session: KithSession) {
    const { NextTask } = await import('./next-task.ts');
    if (session !== this.active || this.#next) return;
    this.#next = new NextTask(clientOf(session), () => this.requestUpdate());
    this.requestUpdate();
  }

  get #words() {
    return contactWords(this.language, this.respeak);
  }

  protected override render() {
    const t = this.#words;
    const name = this.#person.contact?.name;
    return html`<article class="frame" part="frame" aria-label=${name ?? t('contact')} aria-busy=${this.#person.status === 'loading'}>
      ${this.#content()}
    </article>`;
  }

  #content() {
    const t = this.#words;
    const person = this.#person;
    const noSession = this.noSession(t);
    if (noSession) return noSession;
    if (this.#subject() === null) return absence('nobody', t);
    if (person.status === 'failed') return errorState(person.error, t, () => this.#retry());
    if (person.status === 'missing') return absence('missing', t);
    if (person.status === 'unknown') return absence('unknown', t, this.email);
    if (!person.contact) return ghostCard();
    const { contact } = person;
    if (!contact.deletedAt) return this.#card(contact);
    return deletedCard(contact, t, this.#desk && (() => void this.#desk?.restore(contact)));
  }

  /** The details come after the first paint: they are not what one looks for first. */
  async #loadDetails() {
    await import('../details/define.ts').then(
      () => {
        this.#details = true;
        this.requestUpdate();
      },
      // The card is whole without them; the next visit asks again.
      () => undefined,
    );
  }

  #retry() {
    if (this.active) void this.#person.refresh(clientOf(this.active));
    void this.#feed.refresh();
  }

  #card(contact: Contact) {
    const t = this.#words;
    const stale =
      this.live === 'down' ||
      this.#person.error !== undefined ||
      (this.#feed.status === 'ready' && this.#feed.error !== undefined);
    const at = contact.nextTaskAt;
    const next = at === null ? nothing : this.#next?.draw(contact, at, this.language);
    return html`${cardHead(contact, staleBadge(stale, t))} ${next}
      <div class="body" tabindex="0" role="group" aria-label=${contact.name}>
        ${pointList(contact.points, t)} ${this.#details ? detailsOf(contact, { session: this.active, language: this.language }) : nothing}
        ${this.#desk?.section(contact, t) ?? plainNotes(contact.notes, t)}
        ${timelineSection({ feed: this.#feed, language: this.language, t })}
      </div>`;
  }
}
