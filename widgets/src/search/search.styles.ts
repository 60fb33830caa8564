// Owns the look of <kith-search>.
import { css } from 'lit';

export const searchSheet = css`
  :host {
    --_block-size: var(--kith-search-height, 36px);
    position: relative;
    min-block-size: var(--_block-size);
  }
  .box {
    position: relative;
  }
  .box > .icon {
    position: absolute;
    inset-block-start: calc((var(--_block-size) - 16px) / 2);
    inset-inline-start: 10px;
    color: var(--_ink-3);
    pointer-events: none;
  }
  .field {
    block-size: var(--_block-size);
    padding-inline: 34px 34px;
    border-color: transparent;
    background: var(--_sunken);
    text-overflow: ellipsis;
  }
  .field:focus-visible {
    border-color: var(--_accent);
    background: var(--_surface);
  }
  .field::-webkit-search-cancel-button {
    appearance: none;
    inline-size: 0;
  }
  .tail {
    position: absolute;
    inset-block: 0;
    inset-inline-end: 6px;
    display: flex;
    align-items: center;
  }
  .clear {
    display: inline-flex;
    align-items: center;
    justify-content: center;
    inline-size: 24px;
    block-size: 24px;
    padding: 0;
    border: 0;
    border-radius: 4px;
    background: none;
    color: var(--_ink-3);
    cursor: pointer;
  }
  .clear:hover {
    background: var(--_line);
    color: var(--_ink);
  }
  kbd {
    padding: 1px 6px;
    border: 1px solid var(--_line);
    border-radius: 4px;
    background: var(--_surface);
    color: var(--_ink-3);
    font: inherit;
    font-size: var(--_size-hint);
    pointer-events: none;
  }
  .panel {
    position: absolute;
    inset-block-start: calc(100% + 6px);
    inset-inline: 0;
    z-index: 30;
    display: flex;
    flex-direction: column;
    max-block-size: min(520px, 70vh);
    overflow: hidden auto;
    overscroll-behavior: contain;
    border: 1px solid var(--_line);
    border-radius: var(--_radius-card);
    background: var(--_raised);
    box-shadow: 0 6px 24px rgb(0 0 0 / 0.14);
    scrollbar-width: thin;
    scrollbar-color: var(--_line-strong) transparent;
  }
  .hits {
    padding: 4px;
  }
  .busy .hits {
    opacity: 0.6;
    transition: opacity var(--_motion-quick) 120ms;
  }
  .heading,
  .more,
  .note {
    margin: 0;
    padding: 8px 8px 4px;
    color: var(--_ink-3);
    font-size: var(--_size-hint);
  }
  .heading {
    font-weight: 500;
  }
  .note {
    padding: 10px 12px 2px;
    color: var(--_ink-2);
  }
  .hit {
    display: flex;
    align-items: center;
    gap: 10px;
    min-block-size: 44px;
    padding: 4px 8px;
    border-radius: var(--_radius-field);
    cursor: pointer;
    scroll-margin-block: 8px;
  }
  .hit:hover {
    background: var(--_sunken);
  }
  .hit.active {
    background: var(--_accent-wash);
  }
  .picture {
    display: inline-flex;
    flex: none;
    align-items: center;
    justify-content: center;
    inline-size: 28px;
    block-size: 28px;
    border-radius: var(--_radius-field);
    background: var(--_sunken);
    color: var(--_ink-2);
  }
  .lines {
    display: flex;
    flex: 1;
    flex-direction: column;
    min-inline-size: 0;
  }
  .title,
  .below {
    overflow: hidden;
    text-overflow: ellipsis;
    white-space: nowrap;
  }
  .title {
    font-weight: 500;
  }
  .below {
    color: var(--_ink-2);
    font-size: var(--_size-hint);
  }
  mark {
    border-radius: 2px;
    background: none;
    color: var(--_accent);
    font-weight: 600;
  }
  .ghosts {
    display: flex;
    flex-direction: column;
    gap: 12px;
    padding: 16px;
  }
  .ghosts .skeleton {
    block-size: 14px;
  }
  .ghosts .skeleton:nth-child(2n) {
    inline-size: 60%;
  }
  @media (max-width: 600px) {
    .panel {
      position: fixed;
      inset-block-start: auto;
      inset-inline: 8px;
      margin-block-start: 6px;
    }
    .hit {
      min-block-size: 48px;
    }
    kbd {
      display: none;
    }
  }
`;
