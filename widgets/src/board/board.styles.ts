// Owns the look of <kith-board> around its columns: head, forms and dialogs.
import { css } from 'lit';

export const boardSheet = css`
  :host {
    --_block-size: var(--kith-board-height, 600px);
  }
  .head {
    display: flex;
    flex: none;
    flex-wrap: wrap;
    align-items: center;
    gap: 8px;
    min-block-size: 49px;
    padding: 8px 12px;
    border-block-end: 1px solid var(--_line);
  }
  .space {
    flex: 1;
  }
  .pipeline {
    margin: 0;
    overflow: hidden;
    font-size: var(--_size-title);
    font-weight: 600;
    text-overflow: ellipsis;
    white-space: nowrap;
  }
  select.pipeline {
    inline-size: auto;
    max-inline-size: 240px;
    border-color: transparent;
  }
  select.pipeline:hover {
    background: var(--_sunken);
  }
  .tool {
    inline-size: 32px;
    padding: 0;
  }
  .badge.calm {
    background: var(--_sunken);
    color: var(--_ink-2);
  }
  .new {
    display: grid;
    flex: none;
    gap: 6px;
    margin: 0 8px 8px;
    padding: 8px;
    border: 1px solid var(--_accent);
    border-radius: var(--_radius-field);
    background: var(--_surface);
  }
  .money {
    display: flex;
    gap: 6px;
  }
  .money select {
    flex: none;
    inline-size: 84px;
  }
  .buttons {
    display: flex;
    flex-wrap: wrap;
    gap: 8px;
  }
  .problem {
    margin: 0;
    color: var(--_bad);
    font-size: var(--_size-hint);
  }
  .problem:empty {
    display: none;
  }
  .settings {
    inline-size: min(680px, 100% - 32px);
  }
  .settings-head,
  .settings-line {
    display: flex;
    flex-wrap: wrap;
    align-items: end;
    gap: 8px;
    margin-block-end: 12px;
  }
  .settings-head {
    align-items: start;
    margin: 0;
  }
  .settings-head h2 {
    margin-inline-end: auto;
  }
  .grow {
    flex: 1 1 160px;
    min-inline-size: 0;
  }
  .stages {
    margin: 8px 0 12px;
    padding: 12px 0 0;
    border-block-start: 1px solid var(--_line);
    list-style: none;
  }
  .stage-line {
    gap: 4px;
    margin-block-end: 6px;
  }
  .kind {
    inline-size: 112px;
  }
  .chance {
    inline-size: 72px;
  }
  .removal {
    margin: 0 0 12px;
    padding: 12px;
    border-radius: var(--_radius-field);
    background: var(--_sunken);
  }
  .removal .settings-line {
    margin: 0;
  }
`;
