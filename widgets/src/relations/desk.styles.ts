// Owns the look of the form of a relation and of the ways to a record.
import { css } from 'lit';

export const deskSheet = css`
  form,
  .finder {
    display: flex;
    flex-direction: column;
    gap: 10px;
    padding: 12px;
    border-block-end: 1px solid var(--_line);
  }
  select {
    margin: 0;
    color: inherit;
    font: inherit;
  }
  .label {
    display: flex;
    flex-direction: column;
    gap: 4px;
    font-size: var(--_size-hint);
    font-weight: 500;
  }
  .label .field {
    font-size: var(--_size-body);
    font-weight: 400;
  }
  .everywhere {
    display: flex;
    align-items: center;
    gap: 8px;
    font-size: var(--_size-hint);
  }
  .everywhere input {
    margin: 0;
    accent-color: var(--_accent);
  }
  .pair {
    display: grid;
    grid-template-columns: repeat(auto-fit, minmax(120px, 1fr));
    gap: 10px;
  }
  .combo {
    position: relative;
  }
  .hits {
    margin: 2px 0 0;
    padding: 4px;
    border: 1px solid var(--_line-strong);
    border-radius: var(--_radius-field);
    background: var(--_raised);
    list-style: none;
  }
  .hit {
    padding: 6px 8px;
    border-radius: 4px;
    overflow: hidden;
    text-overflow: ellipsis;
    white-space: nowrap;
    cursor: pointer;
  }
  .hit[aria-selected='true'],
  .hit:hover {
    background: var(--_accent-wash);
  }
  .wrong {
    margin: 0;
    color: var(--_bad);
    font-size: var(--_size-hint);
  }
  .acts {
    display: flex;
    flex-wrap: wrap;
    gap: 8px;
  }
  .paths {
    display: flex;
    flex-direction: column;
    gap: 8px;
    margin: 0;
    padding: 0;
    list-style: none;
  }
  .path {
    padding: 8px 10px;
    border: 1px solid var(--_line);
    border-radius: var(--_radius-field);
  }
  .path ol {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 2px 6px;
    margin: 0;
    padding: 0;
    list-style: none;
  }
  .path li {
    display: inline-flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 2px 6px;
  }
  .link {
    padding: 0;
    border: 0;
    background: none;
    font-weight: 500;
    text-align: start;
  }
  button.link {
    color: var(--_accent);
    cursor: pointer;
  }
  .tie-word {
    color: var(--_ink-2);
    font-size: var(--_size-hint);
  }
`;
