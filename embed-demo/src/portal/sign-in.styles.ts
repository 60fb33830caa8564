// Owns the look of the sign-in page.
import { css } from 'lit';

export const signInSheet = css`
  :host {
    display: grid;
    place-items: center;
    min-block-size: 100dvh;
    padding: 24px 16px;
  }
  main {
    inline-size: min(360px, 100%);
  }
  .brand {
    display: flex;
    flex-direction: column;
    align-items: center;
    gap: 10px;
    margin-block-end: 24px;
    text-align: center;
  }
  .brand img {
    inline-size: 40px;
    block-size: 40px;
  }
  h1 {
    margin: 0;
    font-size: var(--_size-page);
    font-weight: 600;
  }
  .brand p {
    margin: 0;
    color: var(--_ink-2);
  }
  form {
    display: grid;
    gap: 16px;
    padding: 24px;
    border: 1px solid var(--_line);
    border-radius: var(--_radius-card);
    background: var(--_surface);
  }
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
  .primary {
    min-block-size: 36px;
  }
  .other {
    display: flex;
    justify-content: center;
    gap: 4px;
    margin-block-start: 16px;
  }
  .languages {
    display: flex;
    justify-content: center;
    gap: 4px;
    margin-block-start: 24px;
  }
  .languages .button[aria-pressed='true'] {
    color: var(--_ink);
    background: light-dark(#e9ebef, #24262b);
  }
`;
