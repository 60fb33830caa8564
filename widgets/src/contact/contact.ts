// Owns <kith-contact>: one person's card with notes and timeline, kept live.
import type { Contact } from '@kith/sdk';
import { adoptStyles, html, nothing, type PropertyDeclarations, type PropertyValues } from 'lit';
import { textAttribute } from '../kit/attributes.ts';
import { avatarSheet } from '../kit/avatar.ts';
import { baseSheet, frameSheet, groundSheet } from '../kit/base.styles.ts';
import { cardSheet } from '../kit/card.styles.ts';
import { clientOf } from '../kit/client.ts';
import { SessionElement } from '../kit/session-element.ts';
import { skeletonSheet } from '../kit/skeleton.styles.ts';
import { cardHead, ghostCard, ghostRows, pointList } from './card.ts';
import { contactSheet } from './contact.styles.ts';
import { Person, type Subject, sameSubject } from './person.ts';
import type { ContactRest } from './rest.ts';
import { contactWords } from './words.ts';

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
export class KithContact extends SessionElement {
  static override styles = [groundSheet, baseSheet, frameSheet, avatarSheet, skeletonSheet, cardSheet, contactSheet];
  static override properties: PropertyDeclarations = {
    contactId: { ...textAttribute, attribute: 'contact-id' },
    email: textAttribute,
    for: textAttribute,
  };

  declare contactId: string;
  declare email: string;
  declare for: string;

  readonly #person = new Person(() => this.#personChanged());
  /** Comes after the first paint: it is not what one looks for first. */
  #rest: ContactRest | undefined;
  #restState: 'none' | 'coming' | 'failed' = 'none';

  constructor() {
    super();
    this.contactId = '';
    this.email = '';
    this.for = '';
  }

  protected override load(): void {
    this.#showSubject();
    if (this.active) this.#rest?.open(this.active);
  }

  protected override resume(): void {
    this.#showSubject();
    if (this.active) this.#person.resume(clientOf(this.active));
    this.#rest?.resume();
  }

  protected override pause(): void {
    this.#person.stop();
    this.#rest?.pause();
  }

  protected override forget(): void {
    this.#rest?.forget();
    this.#person.forget();
  }

  protected override updated(changes: PropertyValues<this>): void {
    super.updated(changes);
    if (changes.has('contactId') || changes.has('email') || changes.has('for')) this.#showSubject();
    if (this.#restState === 'none' && (this.for || !this.#waiting)) this.#askForRest();
  }

  #subject(): Subject {
    const id = this.#rest?.followed || this.contactId;
    if (id) return { by: 'id', id };
    return this.email ? { by: 'email', email: this.email } : null;
  }

  #showSubject() {
    const subject = this.#subject();
    if (!this.active || (sameSubject(subject, this.#person.subject) && this.#person.status !== 'none')) return;
    this.#rest?.clear();
    void this.#person.show(subject, clientOf(this.active));
  }

  #personChanged() {
    this.#rest?.accept();
    this.requestUpdate();
  }

  #askForRest() {
    this.#restState = 'coming';
    requestAnimationFrame(() => void this.#loadRest());
  }

  async #loadRest() {
    try {
      const { ContactRest, restStyles } = await import('./rest.ts');
      if (this.shadowRoot) adoptStyles(this.shadowRoot, [...KithContact.elementStyles, ...restStyles]);
      this.#rest = new ContactRest({
        element: this,
        person: this.#person,
        now: () => ({ language: this.language, email: this.email, refusal: this.#refusal }),
        changed: this.respeak,
        turned: () => this.#showSubject(),
        retrySession: () => this.retrySession(),
      });
      this.addController(this.#rest);
      this.listening = this.#rest.listening;
      if (this.active) this.#rest.begin(this.active, this.isConnected);
    } catch {
      this.#restState = 'failed';
    }
    this.requestUpdate();
  }

  get #refusal(): unknown {
    return this.active ? undefined : this.sessionError;
  }

  /** Neither a person is known nor why there is none. */
  get #waiting(): boolean {
    const unknown = this.#person.status === 'none' || this.#person.status === 'loading';
    return unknown && this.#refusal === undefined && this.#subject() !== null;
  }

  get #words() {
    return contactWords(this.language, this.respeak);
  }

  protected override render() {
    const name = this.#person.contact?.name ?? this.#words('contact');
    return html`<article class="frame" part="frame" aria-label=${name} aria-busy=${this.#waiting}>${this.#content()}</article>`;
  }

  #content() {
    const { contact } = this.#person;
    if (contact && !contact.deletedAt) return this.#card(contact);
    return this.#waiting ? ghostCard() : (this.#rest?.instead() ?? this.#unloaded(ghostCard()));
  }

  #card(contact: Contact) {
    const rest = this.#rest;
    const at = contact.nextTaskAt;
    return html`${cardHead(contact, rest?.badge())}
      ${at === null ? nothing : (rest?.next(contact, at) ?? html`<div class="points next"></div>`)}
      <div class="body" tabindex="0" role="group" aria-label=${contact.name} aria-busy=${!rest}>
        ${pointList(contact.points, this.#words)} ${rest?.body(contact) ?? this.#unloaded(ghostRows())}
      </div>`;
  }

  /** The rest's place while its code is on its way, or why it did not come. */
  #unloaded(ghost: unknown) {
    if (this.#restState !== 'failed') return ghost;
    return html`<p class="unloaded" role="alert" part="error">
      ${this.#words('notLoaded')} <button type="button" part="retry" @click=${this.#retryRest}>${this.#words('retry')}</button>
    </p>`;
  }

  readonly #retryRest = () => {
    this.#restState = 'none';
    this.requestUpdate();
  };
}
