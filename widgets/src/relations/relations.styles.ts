// Owns the look of <kith-relations>.
import { css } from 'lit';

export const relationsSheet = css`
  :host {
    --_block-size: var(--kith-relations-height, 480px);
  }
  .head {
    display: flex;
    flex: none;
    flex-wrap: wrap;
    align-items: center;
    gap: 8px;
    padding: 8px 12px;
    border-block-end: 1px solid var(--_line);
  }
  .head h2 {
    flex: 1 1 auto;
    margin: 0;
    font-size: var(--_size-body);
    font-weight: 600;
  }
  .depth {
    display: inline-flex;
    align-items: center;
    gap: 6px;
    color: var(--_ink-2);
    font-size: var(--_size-hint);
    cursor: pointer;
  }
  .depth input {
    accent-color: var(--_accent);
  }
  .body {
    display: grid;
    flex: 1;
    grid-template-columns: minmax(0, 1fr) minmax(0, 1fr);
    min-block-size: 0;
  }
  .picture {
    position: relative;
    min-inline-size: 0;
    border-inline-end: 1px solid var(--_line);
    background: var(--_sunken);
  }
  .canvas {
    position: absolute;
    inset: 0;
  }
  .probe {
    position: absolute;
    visibility: hidden;
  }
  .probe.ink {
    color: var(--_ink);
  }
  .probe.ink-2 {
    color: var(--_ink-2);
  }
  .probe.line-strong {
    color: var(--_line-strong);
  }
  .probe.sunken {
    color: var(--_sunken);
  }
  .probe.accent {
    color: var(--_accent);
  }
  .probe.good {
    color: var(--_good);
  }
  .side {
    display: flex;
    flex-direction: column;
    min-inline-size: 0;
    overflow-y: auto;
    overscroll-behavior: contain;
    scrollbar-width: thin;
    scrollbar-color: var(--_line-strong) transparent;
  }
  .ties ul {
    margin: 0;
    padding: 4px;
    list-style: none;
  }
  .ties h3 {
    margin: 4px 12px 0;
    color: var(--_ink-2);
    font-size: var(--_size-hint);
    font-weight: 500;
  }
  .tie {
    display: flex;
    align-items: center;
    gap: 2px;
    padding-inline-end: 4px;
    border-radius: var(--_radius-field);
  }
  .tie:hover,
  .tie:focus-within {
    background: var(--_sunken);
  }
  .who {
    display: flex;
    flex: 1;
    align-items: center;
    gap: 10px;
    min-inline-size: 0;
    min-block-size: 44px;
    padding: 4px 8px;
    border: 0;
    border-radius: var(--_radius-field);
    background: none;
    text-align: start;
    cursor: pointer;
  }
  .who[aria-disabled='true'] {
    cursor: default;
  }
  :host([density='dense']) .who {
    min-block-size: 36px;
  }
  .firm {
    display: inline-flex;
    flex: none;
    align-items: center;
    justify-content: center;
    inline-size: 28px;
    block-size: 28px;
    border-radius: var(--_radius-field);
    background: var(--_line);
    color: var(--_ink-2);
  }
  .text {
    min-inline-size: 0;
  }
  .name,
  .meta {
    display: block;
    overflow: hidden;
    text-overflow: ellipsis;
    white-space: nowrap;
  }
  .name {
    font-weight: 500;
  }
  .meta {
    color: var(--_ink-2);
    font-size: var(--_size-hint);
  }
  .tool {
    display: inline-flex;
    flex: none;
    align-items: center;
    justify-content: center;
    inline-size: 28px;
    block-size: 28px;
    padding: 0;
    border: 0;
    border-radius: 4px;
    background: none;
    color: var(--_ink-3);
    cursor: pointer;
  }
  .tool:hover {
    background: var(--_line);
    color: var(--_ink);
  }
  .capped {
    margin: 4px 12px 8px;
  }
  .skeleton.line {
    block-size: 12px;
    margin: 16px 12px;
  }
  /* With the title on a line of its own, the three ways to act stay together. */
  @container (max-width: 640px) {
    .head h2 {
      flex-basis: 100%;
    }
    .depth {
      flex: 1;
    }
  }
  @container (max-width: 560px) {
    .body {
      display: block;
      overflow-y: auto;
    }
    .picture {
      block-size: 220px;
      border-inline-end: 0;
      border-block-end: 1px solid var(--_line);
    }
    .desk .picture {
      block-size: 0;
      border: 0;
    }
    .side {
      overflow: visible;
    }
    .head .button {
      flex: 1 1 auto;
      padding-inline: 8px;
    }
    .head .button .icon {
      display: none;
    }
  }
`;
