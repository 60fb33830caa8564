// Owns the look of the columns of a file, and of what each becomes.
import { css } from 'lit';

export const columnsSheet = css`
  .about {
    display: flex;
    align-items: center;
    gap: 8px;
    margin-inline-start: auto;
    color: var(--_ink-2);
    white-space: nowrap;
  }
  select.field {
    max-inline-size: 100%;
    min-block-size: 32px;
    padding: 4px 6px;
    color: inherit;
    font: inherit;
  }
  .reading {
    display: flex;
    flex-basis: 100%;
    flex-wrap: wrap;
    gap: 4px 16px;
  }
  .reading .about {
    min-inline-size: 0;
    margin-inline-start: 0;
  }
  .reading select.field {
    inline-size: 148px;
  }
  .new-field {
    display: flex;
    flex-wrap: wrap;
    gap: 6px;
    padding-block: 4px;
  }
  .new-field input.field {
    flex: 1 1 160px;
    inline-size: auto;
  }
  .new-field select.field {
    flex: 0 1 140px;
  }
  .new-field .options {
    flex: 1 0 100%;
    display: flex;
    align-items: baseline;
    gap: 8px;
  }
  .options .hint {
    flex: none;
  }
  .options ul {
    display: flex;
    flex-wrap: wrap;
    gap: 4px;
    max-block-size: 120px;
    margin: 0;
    padding: 0;
    overflow: auto;
    list-style: none;
  }
  .option {
    max-inline-size: 220px;
    padding: 1px 8px;
    border: 1px solid var(--_line);
    border-radius: 999px;
    overflow: hidden;
    text-overflow: ellipsis;
    white-space: nowrap;
  }
  .new-field .pair {
    display: flex;
    gap: 4px;
  }
  .about .field {
    inline-size: auto;
    color: var(--_ink);
  }
  .out {
    color: var(--_ink-3);
  }
`;
