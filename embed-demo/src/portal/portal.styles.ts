// Owns the portal's layout: list beside card, one after the other where it is narrow.
import { css } from 'lit';

export const portalSheet = css`
  :host {
    min-block-size: 100dvh;
    background: var(--_sunken);
  }
  .signed-in {
    display: flex;
    flex-direction: column;
    block-size: 100dvh;
  }
  .skip {
    position: absolute;
    inset: 8px auto auto 8px;
    z-index: 1;
    padding: 8px 12px;
    border-radius: var(--_radius-field);
    background: var(--_accent);
    color: var(--_accent-ink);
  }
  .skip:not(:focus) {
    clip-path: inset(50%);
  }
  main {
    flex: 1;
    min-block-size: 0;
    overflow-y: auto;
  }
  main:focus {
    outline: none;
  }
  .people {
    display: grid;
    grid-template-columns: minmax(340px, 5fr) minmax(360px, 6fr);
    gap: 16px;
    block-size: 100%;
    max-inline-size: 1280px;
    margin-inline: auto;
    padding: 16px;
    overflow: hidden;
    --kith-people-height: 100%;
    --kith-contact-height: 100%;
  }
  .person {
    display: flex;
    flex-direction: column;
    min-block-size: 0;
    min-inline-size: 0;
  }
  kith-contact {
    flex: 1;
    min-block-size: 0;
  }
  .back {
    display: none;
    align-self: flex-start;
    margin-block-end: 4px;
  }
  .wait {
    display: grid;
    place-items: center;
    min-block-size: 100dvh;
    padding: 16px;
  }
  @media (max-width: 760px) {
    .people {
      grid-template-columns: minmax(0, 1fr);
      padding: 8px;
    }
    .back {
      display: inline-flex;
    }
    .people:not(.chosen) .person,
    .people.chosen kith-people {
      display: none;
    }
  }
`;
