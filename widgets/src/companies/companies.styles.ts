// Owns the look of <kith-companies>, beside that of the list of people.
import { css } from 'lit';

export const companiesSheet = css`
  :host {
    --_block-size: var(--kith-companies-height, 480px);
  }
  .sort {
    inline-size: auto;
    max-inline-size: 40%;
  }
  .list {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    list-style: none;
  }
  .row {
    inline-size: 100%;
    border: 0;
    background: none;
    text-align: start;
  }
  .row[aria-current='true'] {
    background: var(--_accent-wash);
  }
  .row[aria-current='true'] .when {
    color: var(--_ink-2);
  }
  .add {
    flex: none;
    inline-size: 32px;
    padding: 0;
  }
  .new {
    display: grid;
    flex: none;
    gap: 8px;
    padding: 12px 16px;
    border-block-end: 1px solid var(--_line);
  }
  .new label {
    display: grid;
    gap: 4px;
  }
  .label {
    color: var(--_ink-2);
    font-size: var(--_size-hint);
    font-weight: 500;
  }
  .actions {
    display: flex;
    gap: 8px;
  }
  .problem {
    margin: 0;
    color: var(--_bad);
  }
  /* The search takes a line of its own, or neither it nor the order could be read. */
  @container (max-width: 380px) {
    .head {
      flex-wrap: wrap;
    }
    .search {
      flex: 1 0 100%;
    }
    .sort {
      flex: 1;
      max-inline-size: none;
    }
  }
`;
