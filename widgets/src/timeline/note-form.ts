// Owns how a note under edit is drawn: the field, the offered colleagues, and what went wrong.
import type { Words } from '@kith/sdk/words';
import { html, nothing } from 'lit';
import { live } from 'lit/directives/live.js';
import { codeOf } from '../kit/code-of.ts';
import type { Member } from '../kit/members.ts';
import type { NoteEditor } from './note-editor.ts';
import type { TimelineKey } from './words.ts';

export interface NoteForm {
  editor: NoteEditor;
  members: readonly Member[];
  t: Words<TimelineKey>;
  /** Unique in the shadow root. */
  key: string;
  isNew: boolean;
  save(): void;
  discard(): void;
}

export function noteForm(form: NoteForm) {
  const { editor, t, key, isNew } = form;
  const offered = editor.offer?.members[editor.active];
  return html`<div class="note-form">
    <textarea
      class="field note-field"
      part="note-field"
      rows=${isNew && editor.text === '' ? 1 : 3}
      maxlength="50000"
      aria-label=${t(isNew ? 'noteLabel' : 'editNote')}
      aria-autocomplete="list"
      aria-haspopup="listbox"
      aria-controls="${key}-offer"
      aria-activedescendant=${offered ? `${key}-${offered.id}` : nothing}
      aria-describedby="${key}-state"
      placeholder=${t('noteHint')}
      .value=${live(editor.text)}
      @input=${(event: InputEvent & { currentTarget: HTMLTextAreaElement }) => {
        const { value, selectionStart } = event.currentTarget;
        editor.type(value, selectionStart, form.members);
      }}
      @keydown=${(event: KeyboardEvent & { currentTarget: HTMLTextAreaElement }) => onKey(event, form)}
      @blur=${() => editor.offer && editor.closeOffer()}
    ></textarea>
    ${offer(form)}
    <div id="${key}-state" class="note-state" role="status">${problem(editor, t)}</div>
    ${actions(form)}
  </div>`;
}

function onKey(event: KeyboardEvent & { currentTarget: HTMLTextAreaElement }, { editor, save }: NoteForm) {
  if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) {
    event.preventDefault();
    save();
    return;
  }
  if (!editor.offer || editor.offer.members.length === 0) return;
  const steps: Record<string, () => void> = {
    ArrowDown: () => editor.step(1),
    ArrowUp: () => editor.step(-1),
    Enter: () => take(event.currentTarget, editor, editor.offer?.members[editor.active]),
    Tab: () => take(event.currentTarget, editor, editor.offer?.members[editor.active]),
    Escape: () => editor.closeOffer(),
  };
  const step = steps[event.key];
  if (!step) return;
  event.preventDefault();
  event.stopPropagation();
  step();
}

function take(field: HTMLTextAreaElement, editor: NoteEditor, member: Member | undefined) {
  const caret = editor.choose(member);
  if (caret === null) return;
  field.value = editor.text;
  field.setSelectionRange(caret, caret);
}

function offer({ editor, t, key }: NoteForm) {
  if (!editor.offer) return html`<ul id="${key}-offer" role="listbox" aria-label=${t('mentions')} hidden></ul>`;
  const { members } = editor.offer;
  return html`<ul id="${key}-offer" class="offer" role="listbox" aria-label=${t('mentions')}>
    ${members.map(
      (member, nth) => html`<li
        id="${key}-${member.id}"
        role="option"
        aria-selected=${nth === editor.active}
        @pointerdown=${(event: Event & { currentTarget: HTMLElement }) => {
          // Before the field loses the focus.
          event.preventDefault();
          const field = event.currentTarget.closest('.note-form')?.querySelector('textarea');
          if (field) take(field, editor, member);
        }}
      >
        ${member.name}
      </li>`,
    )}
    ${members.length === 0 ? html`<li class="hint" role="option" aria-disabled="true">${t('noColleague')}</li>` : nothing}
  </ul>`;
}

function problem({ state, error }: NoteEditor, t: Words<TimelineKey>) {
  if (state === 'conflict') return html`<span class="problem">${t('noteConflict')}</span>`;
  if (state !== 'failed') return nothing;
  const code = codeOf(error);
  return html`<span class="problem">${code === 'unreachable' ? t('noteUnsent') : t('noteFailed', { code })}</span>`;
}

function actions({ editor, t, isNew, save, discard }: NoteForm) {
  if (isNew && editor.text.trim() === '') return nothing;
  const saving = editor.state === 'saving';
  return html`<div class="actions">
    <button class="button primary" type="button" part="save" ?disabled=${saving || !editor.dirty} @click=${save}>
      ${t(saving ? 'addingNote' : isNew ? 'addNote' : 'saveNote')}
    </button>
    <button class="button quiet" type="button" ?disabled=${saving} @click=${discard}>${t('discard')}</button>
  </div>`;
}
