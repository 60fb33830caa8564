// Owns the layout of the signed-in portal: navigation at the left, folded into a menu where it is narrow.
import { css } from 'lit';

export const shellSheet = css`
  kith-search {
    display: block;
    min-block-size: 36px;
  }
  :host {
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
  .below {
    display: flex;
    flex: 1;
    min-block-size: 0;
  }
  kith-nav {
    position: static;
    inline-size: 208px;
    block-size: auto;
    margin: 0;
    padding: 0;
    border: 0;
    border-inline-end: 1px solid var(--_line);
    background: var(--_surface);
    color: var(--_ink);
    overflow: visible;
  }
  .menu {
    display: none;
    inline-size: 36px;
    padding: 0;
  }
  main {
    display: flex;
    flex: 1;
    flex-direction: column;
    min-inline-size: 0;
    min-block-size: 0;
    overflow-y: auto;
  }
  main:focus {
    outline: none;
  }
  .view {
    flex: 1;
    min-block-size: 0;
  }
  .beside {
    display: grid;
    grid-template-columns: minmax(300px, 5fr) minmax(360px, 7fr);
    gap: 16px;
    block-size: 100%;
    max-inline-size: 1440px;
    margin-inline: auto;
    padding: 16px;
    overflow: hidden;
  }
  .list {
    min-block-size: 0;
    min-inline-size: 0;
  }
  .list > * {
    --kith-people-height: 100%;
    --kith-companies-height: 100%;
    block-size: 100%;
  }
  .record {
    display: flex;
    flex-direction: column;
    min-block-size: 0;
    min-inline-size: 0;
  }
  kith-record-page {
    flex: 1;
    overflow-y: auto;
    border-radius: var(--_radius-card);
    scrollbar-width: thin;
    scrollbar-color: var(--_line-strong) transparent;
  }
  .view > .record {
    block-size: 100%;
    max-inline-size: 960px;
    margin-inline: auto;
    padding: 16px;
  }
  .back {
    align-self: flex-start;
    margin-block-end: 4px;
  }
  .beside .back {
    display: none;
  }
  /* A widget that takes the whole view. */
  .whole {
    block-size: 100%;
    padding: 16px;
  }
  .whole > kith-tasks,
  .whole > kith-fields,
  .whole > kith-trash {
    --kith-tasks-height: 100%;
    --kith-fields-height: 100%;
    --kith-trash-height: 100%;
    block-size: 100%;
  }
  .whole > kith-board {
    --kith-board-height: 100%;
    block-size: 100%;
  }
  .whole > kith-import {
    --kith-import-height: 100%;
    block-size: 100%;
  }
  .wait {
    block-size: 100%;
  }
  .closed {
    display: flex;
    flex-direction: column;
    align-items: center;
    padding: 48px 16px;
  }
  .closed .state {
    flex: none;
  }
  @media (max-width: 899px) {
    kith-nav {
      position: fixed;
      inset: 52px auto 0 0;
      inline-size: min(280px, 85vw);
      block-size: auto;
      box-shadow: 0 6px 24px rgb(0 0 0 / 0.14);
    }
    kith-nav:not(:popover-open) {
      display: none;
    }
    .menu {
      display: inline-flex;
    }
  }
  @media (max-width: 760px) {
    .beside {
      grid-template-columns: minmax(0, 1fr);
      padding: 8px;
    }
    .whole,
    .view > .record {
      padding: 8px;
    }
    .beside .back {
      display: inline-flex;
    }
    .beside:not(.picked) .record,
    .beside.picked .list {
      display: none;
    }
  }
`;
