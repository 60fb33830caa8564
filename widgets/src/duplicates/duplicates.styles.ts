// Owns how <kith-duplicates> looks, and the comparison of two records.
import { css } from 'lit';

export const compareSheet = css`
  .compare {
    inline-size: min(640px, 100% - 32px);
  }
  .compare fieldset {
    margin: 0;
    padding: 0;
    border: 0;
  }
  .compare legend {
    margin-block-end: 4px;
    padding: 0;
    color: var(--_ink-2);
    font-size: var(--_size-hint);
    font-weight: 500;
  }
  .compare .who,
  .compare .option {
    display: flex;
    gap: 8px;
    align-items: baseline;
    margin: 0;
    padding: 6px 8px;
    border: 1px solid var(--_line);
    border-radius: var(--_radius-field);
    color: var(--_ink);
    font-size: var(--_size-body);
    font-weight: 400;
    overflow-wrap: anywhere;
    cursor: pointer;
  }
  .compare label:has(:checked) {
    border-color: var(--_accent);
    background: var(--_accent-wash);
  }
  .compare input {
    flex: none;
    accent-color: var(--_accent);
  }
  .compare .option span {
    display: -webkit-box;
    overflow: hidden;
    -webkit-box-orient: vertical;
    -webkit-line-clamp: 4;
    white-space: pre-line;
  }
  .stays,
  .compare .choice {
    display: grid;
    grid-template-columns: repeat(2, minmax(0, 1fr));
    gap: 4px 8px;
  }
  .compare .fields {
    display: flex;
    flex-direction: column;
    gap: 12px;
    min-block-size: 64px;
    margin-block-start: 16px;
  }
  .compare .line {
    block-size: 36px;
  }
  .compare .name {
    display: block;
    font-weight: 600;
  }
  .compare .buttons {
    align-items: center;
  }
  .compare .hint {
    color: var(--_ink-2);
  }
  .problem {
    margin: 12px 0 0;
    color: var(--_bad);
  }
  @media (max-width: 480px) {
    .stays,
    .compare .choice {
      grid-template-columns: minmax(0, 1fr);
    }
  }
`;

export const duplicatesSheet = css`
  :host {
    --_block-size: var(--kith-duplicates-height, 560px);
  }
  .head {
    display: flex;
    flex: none;
    flex-wrap: wrap;
    gap: 4px 8px;
    align-items: center;
    min-block-size: 49px;
    padding: 8px;
    border-block-end: 1px solid var(--_line);
  }
  .head [aria-selected='true'],
  .head [aria-pressed='true'] {
    background: var(--_accent-wash);
    color: var(--_ink);
    font-weight: 600;
  }
  .row {
    display: flex;
    flex-wrap: wrap;
    gap: 8px 16px;
    align-items: center;
    min-block-size: 88px;
    padding: 12px 8px;
  }
  .row:focus-visible {
    outline: 2px solid var(--_accent);
    outline-offset: -2px;
    border-radius: var(--_radius-field);
  }
  :host([density='dense']) .row {
    min-block-size: 72px;
    padding-block: 6px;
  }
  .what {
    display: flex;
    flex: 1 1 320px;
    flex-direction: column;
    gap: 4px;
    min-inline-size: 0;
  }
  .record {
    display: flex;
    flex-wrap: wrap;
    gap: 0 8px;
    align-items: baseline;
    min-inline-size: 0;
  }
  .record button {
    flex: none;
    max-inline-size: 60%;
    padding: 0;
    overflow: hidden;
    border: 0;
    background: none;
    font-weight: 500;
    text-align: start;
    text-overflow: ellipsis;
    white-space: nowrap;
    cursor: pointer;
  }
  .record button:hover {
    text-decoration: underline;
  }
  .meta {
    max-inline-size: 100%;
    overflow: hidden;
    color: var(--_ink-2);
    font-size: var(--_size-hint);
    text-overflow: ellipsis;
    white-space: nowrap;
  }
  .why {
    display: flex;
    flex-wrap: wrap;
    gap: 4px;
    color: var(--_ink-2);
    font-size: var(--_size-hint);
  }
  .why span {
    padding: 1px 8px;
    border-radius: var(--_radius-chip);
    background: var(--_sunken);
    overflow-wrap: anywhere;
  }
  .why .sure {
    background: var(--_good-wash);
    color: var(--_good);
    font-weight: 500;
  }
  .acts {
    display: flex;
    flex: none;
    gap: 8px;
  }
  .bar {
    block-size: 12px;
    inline-size: 50%;
  }
`;
