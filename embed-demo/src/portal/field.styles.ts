// Owns the look of the fields of the portal's forms.
import { css } from 'lit';

export const fieldSheet = css`
  label {
    display: block;
    margin-block-end: 4px;
    color: var(--_ink-2);
    font-size: var(--_size-hint);
    font-weight: 500;
  }
  .field {
    min-block-size: 36px;
  }
  .field[aria-invalid='true'] {
    border-color: var(--_bad);
  }
  .secret {
    position: relative;
  }
  .secret .field {
    padding-inline-end: 40px;
  }
  .eye {
    position: absolute;
    inset-block-start: 4px;
    inset-inline-end: 4px;
    display: inline-flex;
    align-items: center;
    justify-content: center;
    inline-size: 28px;
    block-size: 28px;
    padding: 0;
    border: 0;
    border-radius: 4px;
    background: none;
    color: var(--_ink-2);
    cursor: pointer;
  }
  .eye:hover {
    background: var(--_sunken);
  }
  .note {
    display: flex;
    gap: 6px;
    align-items: center;
    min-block-size: 17px;
    margin: 4px 0 0;
  }
  .note.warn {
    color: var(--_warn);
  }
  .problem {
    display: flex;
    gap: 8px;
    margin: 0;
    padding: 10px 12px;
    border-radius: var(--_radius-field);
    background: var(--_bad-wash);
    color: var(--_bad);
  }
  .problem .icon {
    margin-block-start: 2px;
  }
  .code {
    font-variant-numeric: tabular-nums;
    letter-spacing: 0.2em;
  }
`;
