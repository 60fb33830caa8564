// Owns how notes under edit are drawn.
import type { Words } from '@kith/sdk/words';
import { html, nothing } from 'lit';
import { codeOf } from '../kit/code-of.ts';
import type { NotesEditor } from './notes-editor.ts';
import type { RestKey } from './rest-words.ts';

export interface NotesView {
  editor: NotesEditor;
  t: Words<RestKey>;
  save(): void;
}

/** Notes for who may only read; nothing when there are none. */
export function plainNotes(notes: string | null, t: Words<RestKey>) {
  if (!notes) return nothing;
  return html`<section part="notes">
    <h3 class="label">${t('notes')}</h3>
    <p class="notes">${notes}</p>
  </section>`;
}

/** The notes section. */
export function notesSection(view: NotesView) {
  return html`<section part="notes">
    <h3 class="label" id="notes-label">${view.t('notes')}</h3>
    ${field(view)}
  </section>`;
}

function field({ editor, t, save }: NotesView) {
  const type = (event: Event & { currentTarget: HTMLTextAreaElement }) => editor.type(event.currentTarget.value);
  const keys = (event: KeyboardEvent) => {
    if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return;
    event.preventDefault();
    save();
  };
  return html`<textarea
      class="field notes-field"
      part="notes-field"
      rows="3"
      maxlength="100000"
      aria-labelledby="notes-label"
      aria-describedby="notes-state"
      placeholder=${t('notesHint')}
      .value=${editor.text}
      @input=${type}
      @keydown=${keys}
    ></textarea>
    <div id="notes-state" class="notes-state" role="status">${message(editor, t)}</div>
    ${actions(editor, t, save)}`;
}

function message(editor: NotesEditor, t: Words<RestKey>) {
  if (editor.state === 'saved') return html`<span class="hint">${t('saved')}</span>`;
  if (editor.state === 'failed') {
    const code = codeOf(editor.error);
    return html`<span class="problem">${code === 'unreachable' ? t('notSaved') : t('saveRefused', { code })}</span>`;
  }
  if (editor.state !== 'conflict') return nothing;
  if (editor.theirs === '') return html`<span class="problem">${t('conflictEmpty')}</span>`;
  return html`<span class="problem">${t('conflict')}</span>
    <blockquote class="theirs" part="notes-theirs">${editor.theirs}</blockquote>`;
}

function actions(editor: NotesEditor, t: Words<RestKey>, save: () => void) {
  if (!editor.dirty) return nothing;
  const conflict = editor.state === 'conflict';
  const saving = editor.state === 'saving';
  return html`<div class="actions">
    <button class="button primary" type="button" part="save" ?disabled=${saving} @click=${save}>
      ${t(saving ? 'saving' : conflict ? 'keepMine' : 'save')}
    </button>
    <button class="button quiet" type="button" ?disabled=${saving} @click=${() => editor.discard()}>
      ${t(conflict ? 'takeTheirs' : 'cancel')}
    </button>
  </div>`;
}
