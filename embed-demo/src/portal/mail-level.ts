// Owns the part of the page of privacy that says what colleagues see of the person's own messages.
import { type MailSharing, unwrap } from '@kith/sdk';
import { html } from 'lit';
import { AskedForm } from './asked-form.ts';

type Level = MailSharing['level'];
const levels = ['metadata', 'subject', 'full'] as const;

/** `<kith-mail-level>`: chooses the level for messages from now on, and asks before those logged so far change. */
export class KithMailLevel extends AskedForm<MailSharing, Level> {
  protected override read() {
    return unwrap(this.client.GET('/v1/mail-sharing'));
  }

  protected override async save(data: FormData) {
    const level = levels.find((one) => one === data.get('level')) ?? 'subject';
    if (data.get('logged') === null) await this.#set(level, false);
    else this.asking = level;
  }

  async #set(level: Level, applyToLogged: boolean) {
    this.kept = await unwrap(this.client.PUT('/v1/mail-sharing', { body: { level, applyToLogged } }));
    this.asking = undefined;
    this.saved = true;
  }

  protected override fields({ level: chosen }: MailSharing) {
    const { t } = this;
    return html`<div class="period">
      <label for="level">${t('mailLevel')}</label>
      <select class="field" id="level" name="level">
        ${levels.map((level) => html`<option value=${level} ?selected=${level === chosen}>${t(`mail_${level}`)}</option>`)}
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
