// Owns the portal's ground, and the page before anything is known.
import { css } from 'lit';

export const portalSheet = css`
  :host {
    min-block-size: 100dvh;
    background: var(--_sunken);
  }
  .wait {
    display: grid;
    place-items: center;
    min-block-size: 100dvh;
    padding: 16px;
  }
`;
