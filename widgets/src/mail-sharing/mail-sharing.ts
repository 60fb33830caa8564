// Owns <kith-mail-sharing>: with whom one shares the messages of a record, or who shares theirs with one, kept live.
import type { LiveResource, MailGrant } from '@kith/sdk';
import { html, nothing, type PropertyDeclarations, type PropertyValues } from 'lit';
import { LockKeyhole } from 'lucide';
import { textAttribute } from '../kit/attributes.ts';
import { clientOf } from '../kit/client.ts';
import { codeOf } from '../kit/code-of.ts';
import { Feed } from '../kit/feed.ts';
import { feedRows } from '../kit/feed-rows.ts';
import { KithElement } from '../kit/kith-element.ts';
import { forgetMembers } from '../kit/members.ts';
import { openRecord, recordOf } from '../kit/record.ts';
import { recordPartSheet } from '../kit/record-part.styles.ts';
import type { KithSession } from '../kit/session.ts';
import { emptyState, staleBadge, stateSheet } from '../kit/states.ts';
import { controlSheet, frameSheet, tokenSheet } from '../kit/theme.ts';
import { showToast } from '../kit/toast.ts';
import { meOf, permissionsOf } from '../kit/who.ts';
import { answerButton, declinedLine } from './grant-answer.ts';
import { type Grantee, grantsOf, type Level, type Others, othersOf, shareWith, stopSharing } from './grant-data.ts';
import type { GrantForm } from './grant-form.ts';
import { grantRow } from './grant-row.ts';
import { mailSharingSheet } from './mail-sharing.styles.ts';
import { mailSharingWords } from './words.ts';

const pageSize = 50;

/**
 * `<kith-mail-sharing>`: with which colleagues and teams one shares one's own messages of a record, at what level. Whoever may, shares
 * with more and stops again, each with a way back. Without `record` it lists all that one shares, wherever it is. With `given="to-me"` it
 * tells what others share with one; on a record of which nobody does, it takes no room.
 *
 * @attr record `contact:<id>`, `company:<id>` or `deal:<id>` (default: of all records).
 * @attr given `by-me` (default) or `to-me`: what others share with whoever looks, or with a team of theirs.
 * @attr theme `light`, `dark` or `auto` (default: the page's `color-scheme`).
 * @attr lang `en` or `ru` (default: the nearest `lang` above, then the browser's).
 * @attr density `dense` for less space.
 *
 * @fires kith-open - a record is to be opened; `detail.type` and `detail.id`. Bubbles, composed.
 * @fires kith-session - asks for a session when the `session` property is not set.
 *
 * @csspart frame - the card around everything. @csspart add - the button that opens the form. @csspart form - the form.
 * @csspart share - its button. @csspart rows - the list. @csspart grant - one colleague or team. @csspart stop - its button.
 * @csspart answer - the button that declines what others share, or takes that back. @csspart declined - who declined.
 * @csspart more - the button for the next ones. @csspart empty - what stands for nothing. @csspart error - an error.
 * @csspart retry - its button. @csspart stale - the badge while live changes are not coming.
 *
 * @cssprop [--kith-mail-sharing-height=auto] - height. @cssprop --kith-surface - background. @cssprop --kith-ink - text.
 * @cssprop --kith-line - hairlines. @cssprop --kith-accent - focus, links and the button. @cssprop --kith-font - font family.
 */
export class KithMailSharing extends KithElement {
  static override styles = [tokenSheet, controlSheet, frameSheet, stateSheet, recordPartSheet, mailSharingSheet];
  static override properties: PropertyDeclarations = { record: textAttribute, given: textAttribute };

  declare record: string;
  declare given: string;

  protected override readonly resources: readonly LiveResource[] = ['sharing'];
  #mayShare = false;
  #others: Others = { members: [], teams: [] };
  #me: string | undefined;
  #form: GrantForm | undefined;
  /** Ids that were asked for and that nobody has: people who left, for one. */
  readonly #strangers = new Set<string>();
  readonly #feed = new Feed<MailGrant>(() => this.requestUpdate());

  constructor() {
    super();
    this.record = '';
    this.given = '';
  }

  get #toMe(): boolean {
    return this.given === 'to-me';
  }

  protected override load(): void {
    this.#form = undefined;
    const session = this.active;
    if (!session) return;
    void this.#feed.load(grantsOf(clientOf(session), recordOf(this.record), this.#toMe ? 'to_me' : 'by_me'), {
      pageSize,
      keep: false,
    });
    void this.#askRights(session);
  }

  async #askRights(session: KithSession) {
    const granted = await permissionsOf(session).catch((): readonly string[] => []);
    const [others, me] = await Promise.all([
      othersOf(session, clientOf(session)),
      meOf(session).catch(() => undefined),
    ]);
    if (session !== this.active) return;
    this.#mayShare = granted.includes('sharing.write');
    this.#others = others;
    this.#me = me;
    this.requestUpdate();
  }

  protected override resume(): void {
    if (this.#feed.status === 'idle') this.load();
  }

  protected override pause(): void {
    this.#feed.stop();
  }

  protected override forget(): void {
    this.#mayShare = false;
    this.#others = { members: [], teams: [] };
    this.#form = undefined;
    this.#feed.clear();
  }

  protected override changed(): void {
    void this.#feed.refresh();
  }

  /** Asks for the names anew, once, when a grant names somebody who joined since. */
  async #learnNames() {
    const session = this.active;
    const { members, teams } = this.#others;
    const known = new Set([...members, ...teams].map(({ id }) => id));
    const named = this.#feed.items.flatMap(({ ownerId, to }) => [ownerId, to.id]);
    const strange = named.filter((id) => !known.has(id) && !this.#strangers.has(id));
    if (!session || known.size === 0 || strange.length === 0) return;
    for (const id of strange) this.#strangers.add(id);
    forgetMembers(session);
    const others = await othersOf(session, clientOf(session));
    if (session !== this.active) return;
    this.#others = others;
    this.requestUpdate();
  }

  protected override updated(changes: PropertyValues<this>): void {
    super.updated(changes);
    void this.#learnNames();
    if (changes.get('record') === undefined && changes.get('given') === undefined) return;
    this.#feed.clear();
    this.load();
  }

  get #words() {
    return mailSharingWords(this.language, this.respeak);
  }

  #nameOf({ type, id }: Grantee): string {
    const t = this.#words;
    const { members, teams } = this.#others;
    const name = (type === 'member' ? members : teams).find((one) => one.id === id)?.name;
    if (name === undefined) return t('somebody');
    return type === 'team' ? t('team', { name }) : name;
  }

  async #open() {
    const { GrantForm } = await import('./grant-form.ts');
    const { members, teams } = this.#others;
    this.#form = new GrantForm({
      others: { members: members.filter(({ id }) => id !== this.#me), teams },
      several: recordOf(this.record)?.type !== 'contact',
      changed: () => this.requestUpdate(),
      share: (to, level) => this.#share(to, level),
      cancel: () => void this.#close(),
    });
    this.requestUpdate();
    await this.updateComplete;
    this.renderRoot.querySelector<HTMLElement>('.form select, .form button')?.focus();
  }

  async #close() {
    this.#form = undefined;
    this.requestUpdate();
    await this.updateComplete;
    this.renderRoot.querySelector<HTMLElement>('[part~="add"]')?.focus();
  }

  async #share(to: Grantee, level: Level) {
    const [session, record] = [this.active, recordOf(this.record)];
    if (!session || !record) return;
    const { undoToken } = await shareWith(clientOf(session), record, to, level);
    await this.#close();
    this.#tell(this.#words('shared', { name: this.#nameOf(to) }), undoToken);
  }

  async #stop({ id, to }: MailGrant) {
    const session = this.active;
    if (!session) return;
    try {
      const { undoToken } = await stopSharing(clientOf(session), id);
      this.#tell(this.#words('stopped', { name: this.#nameOf(to) }), undoToken);
    } catch (error) {
      const text = this.#words('notDone', { code: codeOf(error) });
      void showToast({ near: this, language: this.language, text, problem: true });
    }
  }

  #tell(text: string, undoToken: string | null) {
    const renew = () => void this.#feed.refresh();
    renew();
    void showToast({ near: this, language: this.language, session: this.active, text, undoToken, onUndone: renew });
  }

  protected override render() {
    const t = this.#words;
    if (!this.#toMe)
      return html`<section class="frame" part="frame" aria-label=${t('sharing')}>${this.#content()}</section>`;
    const here = recordOf(this.record) !== null;
    if (here && this.#feed.items.length === 0 && this.#feed.error === undefined) return nothing;
    return html`<section class="frame given" part="frame" aria-label=${t('toMe')}>
      ${here ? html`<h3 class="given-title">${t('toMe')}</h3>` : nothing} ${this.noSession(t) ?? this.#given(here)}
    </section>`;
  }

  #content() {
    const t = this.#words;
    const noSession = this.noSession(t);
    if (noSession) return noSession;
    const here = recordOf(this.record) !== null;
    return html`${this.#head(here)} ${this.#form?.draw(t) ?? nothing}
      ${feedRows(this.#feed, t, {
        ghosts: html`<div class="skeleton ghost" aria-hidden="true"></div>`,
        empty: () =>
          emptyState(LockKeyhole, t(here ? 'nothing' : 'nothingAtAll'), t(here ? 'nothingDo' : 'nothingAtAllDo')),
        label: t('sharing'),
        row: (grant) => grantRow(grant, { ...this.#scene(grant, here), stop: this.#stopButton(grant) }),
      })}`;
  }

  /** What others share. */
  #given(here: boolean) {
    const t = this.#words;
    const stale = this.live === 'down' || (this.#feed.status === 'ready' && this.#feed.error !== undefined);
    return html`${stale ? html`<div class="head">${staleBadge(stale, t)}</div>` : nothing}
      ${feedRows(this.#feed, t, {
        ghosts: html`<div class="skeleton ghost" aria-hidden="true"></div>`,
        empty: () => emptyState(LockKeyhole, t('toMeNothing'), t('toMeNothingDo')),
        label: t('toMe'),
        row: (grant) => grantRow(grant, { ...this.#scene(grant, here), stop: this.#answerButton(grant) }),
      })}`;
  }

  #head(here: boolean) {
    const t = this.#words;
    const stale = this.live === 'down' || (this.#feed.status === 'ready' && this.#feed.error !== undefined);
    const add = here && this.#mayShare && !this.#form;
    if (!stale && !add) return nothing;
    return html`<div class="head">
      ${staleBadge(stale, t)}
      ${add ? html`<button class="button" part="add" type="button" @click=${() => void this.#open()}>${t('add')}</button>` : nothing}
    </div>`;
  }

  #scene(grant: MailGrant, here: boolean) {
    const toMe = this.#toMe;
    return {
      t: this.#words,
      name: this.#nameOf(toMe ? { type: 'member', id: grant.ownerId } : grant.to),
      team: toMe && grant.to.type === 'team' ? this.#nameOf(grant.to) : null,
      toMe,
      declined: declinedLine(grant, {
        t: this.#words,
        me: toMe ? this.#me : null,
        nameOf: (id) => this.#nameOf({ type: 'member', id }),
      }),
      open: here ? null : () => openRecord(this, grant.record),
    };
  }

  #answerButton(grant: MailGrant) {
    const session = this.active;
    const scene = { near: this, language: this.language, t: this.#words, me: this.#me };
    const name = this.#nameOf({ type: 'member', id: grant.ownerId });
    return session ? answerButton(grant, { ...scene, name, session, renew: () => void this.#feed.refresh() }) : nothing;
  }

  #stopButton(grant: MailGrant) {
    if (!this.#mayShare) return nothing;
    const t = this.#words;
    const label = t('stopWith', { name: this.#nameOf(grant.to) });
    return html`<button class="button" part="stop" type="button" aria-label=${label} @click=${() => void this.#stop(grant)}>${t('stop')}</button>`;
  }
}
