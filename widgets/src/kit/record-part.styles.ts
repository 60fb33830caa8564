// Owns how parts of a record's page look that are a head of buttons, a form, and rows of what there is.
import { css } from 'lit';

export const recordPartSheet = css`
  .head {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    justify-content: flex-end;
    gap: 8px;
    padding: 8px 12px;
    border-block-end: 1px solid var(--_line);
  }
  .form {
    display: flex;
    flex-direction: column;
    gap: 10px;
    padding: 12px 16px;
    border-block-end: 1px solid var(--_line);
  }
  .form p {
    margin: 0;
  }
  .pair {
    display: grid;
    grid-template-columns: repeat(auto-fit, minmax(min(200px, 100%), 1fr));
    gap: 10px;
    align-items: start;
  }
  .label {
    display: flex;
    flex-direction: column;
    gap: 4px;
    color: var(--_ink-2);
    font-size: var(--_size-hint);
    font-weight: 500;
  }
  .label .field {
    color: var(--_ink);
    font-size: var(--_size-body);
    font-weight: 400;
  }
  .acts {
    display: flex;
    flex-wrap: wrap;
    gap: 8px;
  }
  .wrong {
    color: var(--_bad);
    font-size: var(--_size-hint);
  }
  .rows {
    margin: 0;
    padding: 4px 16px;
    list-style: none;
  }
  .rows li {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    justify-content: space-between;
    gap: 4px 16px;
    min-block-size: 52px;
    padding-block: 8px;
  }
  .rows li + li {
    border-block-start: 1px solid var(--_line);
  }
  .what {
    flex: 1 1 220px;
    min-inline-size: 0;
    overflow-wrap: anywhere;
  }
  .what p {
    margin: 0;
  }
  .name {
    font-weight: 500;
  }
  .meta {
    color: var(--_ink-2);
    font-size: var(--_size-hint);
  }
  .ghost {
    block-size: 14px;
    margin: 19px 16px;
  }
`;
