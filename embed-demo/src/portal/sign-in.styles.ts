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
    overflow-wrap: anywhere;
    text-wrap: balance;
  }
  form,
  .box {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: 16px;
    padding: 24px;
    border: 1px solid var(--_line);
    border-radius: var(--_radius-card);
    background: var(--_surface);
  }
  form > .button {
    min-block-size: 36px;
  }
  .other {
    display: flex;
    flex-wrap: wrap;
    justify-content: center;
    gap: 4px;
    margin-block-start: 16px;
  }
  .with-way-out {
    position: relative;
  }
  .way-out {
    position: absolute;
    inset: -4px 0 auto auto;
    min-block-size: 24px;
    padding: 0;
    border: 0;
    border-radius: 4px;
    background: none;
    color: var(--_accent);
    font-size: var(--_size-hint);
    cursor: pointer;
  }
  .way-out:hover {
    text-decoration: underline;
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
