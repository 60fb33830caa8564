// Owns the look of the form that stands in the place of a tag while it is renamed or merged.
import type { Words } from '@kith/sdk/words';
import { html, nothing } from 'lit';
import type { OpenTag } from './tag-desk.ts';
import type { TagsKey } from './words.ts';

interface Acts {
  type(text: string): void;
  save(): void;
  /** Merges into the tag that has the name already. */
  merge(into: NonNullable<OpenTag['taken']>): void;
  cancel(): void;
}

export function tagForm(open: OpenTag, t: Words<TagsKey>, acts: Acts) {
  const { task, tag, text, problem, saving, offers, taken } = open;
  const wrong = problem !== '' || taken !== undefined;
  const submit = (event: Event) => {
    event.preventDefault();
    if (taken) acts.merge(taken);
    else acts.save();
  };
  const leave = (event: KeyboardEvent) => {
    if (event.key !== 'Escape') return;
    event.stopPropagation();
    acts.cancel();
  };
  return html`<form class="form" part="form" @submit=${submit} @keydown=${leave}>
    <label class="label" for="text">${t(task === 'rename' ? 'newName' : 'into', { name: tag.name })}</label>
    <input class="field" id="text" name="text" autocomplete="off" maxlength="60" .value=${text} list=${task === 'merge' ? 'offers' : nothing}
      placeholder=${task === 'merge' ? t('intoHint') : ''} aria-invalid=${wrong} aria-describedby=${wrong ? 'problem' : nothing}
      @input=${(event: InputEvent & { currentTarget: HTMLInputElement }) => acts.type(event.currentTarget.value)} />
    <datalist id="offers">${offers.map((name) => html`<option value=${name}></option>`)}</datalist>
    ${wrong ? html`<p class=${taken ? 'question' : 'problem'} id="problem" role="alert">${taken ? t('taken', { name: taken.name }) : problem}</p>` : nothing}
    <div class="actions">
      <button class="button primary" part="save" type="submit" ?disabled=${saving}>
        ${taken ? t('mergeInto', { name: taken.name }) : t(task === 'rename' ? 'save' : 'merge')}
      </button>
      <button class="button quiet" type="button" @click=${acts.cancel}>${t('cancel')}</button>
    </div>
  </form>`;
}
