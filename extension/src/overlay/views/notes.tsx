// Owns the notes field: editable in place, saved on purpose, the typed text kept whatever happens.
import { TriangleAlert } from 'lucide';
import type { PanelContact } from '../../messages/shapes.ts';
import { say } from '../../words/words.ts';
import { dropNotes, editNotes, saveNotes } from '../acts/notes.ts';
import type { Panel } from '../panel.ts';
import { Icon } from './icon.tsx';

export function Notes({ panel, contact }: { panel: Panel; contact: PanelContact }) {
  const { draft, busy, conflict } = panel.store.state;
  const saved = contact.notes ?? '';
  const shown = draft.notes ?? saved;
  const isChanged = shown !== saved || conflict !== null;
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey) && isChanged) void saveNotes(panel);
  };
  return (
    <div class="field">
      <label for="notes">{say('notes')}</label>
      {conflict !== null && (
        <div class="note warn" role="alert">
          <div>
            <Icon node={TriangleAlert} /> {say('conflict', { theirs: conflict.notes || say('empty') })}
          </div>
        </div>
      )}
      <textarea
        id="notes"
        placeholder={say('notesHint')}
        value={shown}
        onInput={(event) => editNotes(panel, event.currentTarget.value)}
        onKeyDown={onKeyDown}
      />
      {isChanged && (
        <div class="row">
          <button type="button" disabled={busy !== null} onClick={() => void saveNotes(panel)}>
            {say(busy === 'notes' ? 'saving' : conflict === null ? 'save' : 'saveMine')}
          </button>
          <button type="button" disabled={busy !== null} onClick={() => dropNotes(panel)}>
            {say(conflict === null ? 'cancel' : 'useTheirs')}
          </button>
        </div>
      )}
    </div>
  );
}
