// Owns the part of the page of privacy that says what colleagues see of the person's own messages.
import { type MailSharing, unwrap } from '@kith/sdk';
import { followJob } from '@kith/widgets/kit/follow-job.ts';
import { progressBar, progressSheet, wholeNumber } from '@kith/widgets/kit/progress.ts';
import { showToast } from '@kith/widgets/kit/toast.ts';
import { html, nothing, type PropertyDeclarations } from 'lit';
import { AskedForm } from './asked-form.ts';

type Level = MailSharing['level'];
const levels = ['metadata', 'subject', 'full'] as const;

/** `<kith-mail-level>`: chooses the level for messages from now on, and asks before those logged so far change. */
export class KithMailLevel extends AskedForm<MailSharing, Level> {
  static override styles = [...[AskedForm.styles].flat(), progressSheet];
  static override properties: PropertyDeclarations = { work: { state: true } };

  /** How far the messages logged so far are. */
  declare private work: { done: number; total: number | null; stop: AbortController } | undefined;

  /** Also finds the job that was left running when the page was closed. */
  protected override async read() {
    const kept = await unwrap(this.client.GET('/v1/mail-sharing'));
    const query = { kind: 'mail.level', state: 'running' as const, limit: 1 };
    const { items } = await unwrap(this.client.GET('/v1/jobs', { params: { query } }));
    const [running] = items;
    if (running && running.startedBy === this.person?.id) void this.#follow(running.id, null);
    return kept;
  }

  protected override async save(data: FormData) {
    const level = levels.find((one) => one === data.get('level')) ?? 'subject';
    if (data.get('logged') === null) await this.#set(level, false);
    else this.asking = level;
  }

  async #set(level: Level, applyToLogged: boolean) {
    const set = await unwrap(this.client.PUT('/v1/mail-sharing', { body: { level, applyToLogged } }));
    this.kept = set;
    this.asking = undefined;
    if (set.jobId !== null) return void this.#follow(set.jobId, set.undoToken);
    this.saved = true;
    if (applyToLogged && set.undoToken !== null) this.#tell(this.t('mailSavedAll'), set.undoToken);
  }

  async #follow(jobId: string, undoToken: string | null) {
    const session = this.person?.session;
    if (!session || this.work) return;
    const stop = new AbortController();
    const told = (done: number, total: number | null) => {
      this.work = { done, total, stop };
    };
    told(0, null);
    try {
      const { state, error } = await followJob(session, jobId, { signal: stop.signal, told });
      if (state === 'done') this.saved = true;
      const text = this.t(state === 'done' ? 'mailSavedAll' : 'mailStopped');
      this.#tell(text, undoToken, error !== null);
    } catch (error) {
      this.#tell(this.sentence(error), null, true);
    }
    this.work = undefined;
    await this.#renew();
  }

  async #renew() {
    this.kept = await unwrap(this.client.GET('/v1/mail-sharing')).catch(() => this.kept);
  }

  #tell(text: string, undoToken: string | null, problem = false) {
    const onUndone = () => {
      this.saved = false;
      void this.#renew();
    };
    const { language, person } = this;
    void showToast({ near: this, language, text, problem, session: person?.session, undoToken, onUndone });
  }

  protected override get working() {
    return this.work !== undefined;
  }

  protected override below() {
    const { t, work, language } = this;
    if (!work) return nothing;
    const { done, total, stop } = work;
    const [count, of] = [wholeNumber(done, language), wholeNumber(total ?? 0, language)];
    const text = total === null ? t('mailWorking') : t('mailDoneOf', { done: count, total: of });
    return html`<div class="work">
      ${progressBar({ label: t('mailWorking'), done, total, text })}
      <button class="button" type="button" @click=${() => stop.abort()}>${t('mailStop')}</button>
    </div>`;
  }

  protected override fields({ level: chosen }: MailSharing) {
    const { t } = this;
    return html`<div class="period">
      <label for="level">${t('mailLevel')}</label>
      <select class="field" id="level" name="level">
        ${levels.map((level) => html`<option value=${level} ?selected=${level === chosen} .selected=${level === chosen}>${t(`mail_${level}`)}</option>`)}
      </select>
      <p><label class="tick"><input type="checkbox" name="logged" .checked=${false} /> ${t('mailLogged')}</label></p>
    </div>`;
  }

  protected override question(level: Level) {
    const { t } = this;
    return {
      text: `${t(`mailAsk_${level}`)} ${t('mailAskEach')}`,
      yes: t('mailYes'),
      no: t('mailNo'),
      act: () => this.#set(level, true),
    };
  }

  protected override words() {
    return { save: this.t('mailSave'), saved: this.t('mailSaved') };
  }
}
