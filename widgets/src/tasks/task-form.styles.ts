// Owns the look of the forms of <kith-tasks>.
import { css } from 'lit';

export const taskFormSheet = css`
  .times {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 8px;
  }
  .times .field {
    flex: 1 1 150px;
    inline-size: auto;
    min-inline-size: 0;
  }
  .add > .times {
    margin-block-start: 8px;
  }
  .further summary {
    padding-block: 6px;
    color: var(--_ink-2);
    font-size: var(--_size-hint);
    cursor: pointer;
  }
  .edit {
    display: flex;
    flex-direction: column;
    gap: 8px;
  }
  .times textarea.field {
    flex-basis: 100%;
    min-block-size: 56px;
    max-block-size: 240px;
    resize: vertical;
    field-sizing: content;
  }
  .edit .buttons {
    display: flex;
    gap: 8px;
  }
  .reminders {
    display: flex;
    flex: 1 1 100%;
    flex-wrap: wrap;
    gap: 6px;
    min-inline-size: 0;
    margin: 0;
    padding: 0;
    border: 0;
  }
  .reminders[disabled] {
    opacity: 0.55;
  }
  .reminders legend {
    padding: 0 0 4px;
    color: var(--_ink-2);
    font-size: var(--_size-hint);
    font-weight: 500;
  }
  .chip {
    display: inline-flex;
    align-items: center;
    gap: 6px;
    min-block-size: 28px;
    padding-inline: 10px;
    border: 1px solid var(--_line-strong);
    border-radius: var(--_radius-chip);
    font-size: var(--_size-hint);
    cursor: pointer;
  }
  .chip:has(:checked) {
    border-color: var(--_accent);
    background: var(--_accent-wash);
  }
  .chip input {
    accent-color: var(--_accent);
  }
  select.field {
    color: inherit;
    font: inherit;
  }
`;
