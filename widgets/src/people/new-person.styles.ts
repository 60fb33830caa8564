// Owns the look of the form for a new person.
import { css } from 'lit';

export const newPersonSheet = css`
  .add {
    flex: none;
    inline-size: 32px;
    padding: 0;
  }
  .new {
    display: grid;
    flex: none;
    gap: 12px;
    max-block-size: 75%;
    padding: 12px 16px;
    border-block-end: 1px solid var(--_line);
    overflow-y: auto;
  }
  .fields {
    display: grid;
    grid-template-columns: repeat(auto-fit, minmax(min(130px, 100%), 1fr));
    gap: 8px;
  }
  .new label {
    display: grid;
    gap: 4px;
  }
  .label {
    margin: 0;
    color: var(--_ink-2);
    font-size: var(--_size-hint);
    font-weight: 500;
  }
  .alike {
    display: grid;
    gap: 4px;
    padding: 8px 12px;
    border-radius: var(--_radius-field);
    background: var(--_sunken);
  }
  .alike ul {
    margin: 0;
    padding: 0;
    list-style: none;
  }
  .alike li {
    display: flex;
    align-items: center;
    gap: 10px;
    min-block-size: 44px;
  }
  .who {
    display: grid;
    flex: 1;
    min-inline-size: 0;
  }
  .who > * {
    overflow: hidden;
    text-overflow: ellipsis;
    white-space: nowrap;
  }
  .who b {
    font-weight: 500;
  }
  .why {
    color: var(--_ink-2);
    font-size: var(--_size-hint);
  }
  .actions {
    display: flex;
    gap: 8px;
  }
  .problem {
    margin: 0;
    color: var(--_bad);
  }
`;
