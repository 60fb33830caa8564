// Owns what the page of workspaces adds to the look of pages.
import { css } from 'lit';

export const workspacesSheet = css`
  .pair {
    display: grid;
    grid-template-columns: repeat(auto-fit, minmax(min(280px, 100%), 1fr));
    gap: 12px 16px;
    align-items: start;
  }
  .edit {
    margin-block-start: 12px;
    padding-block-start: 12px;
    border-block-start: 1px solid var(--_line);
  }
  .mark {
    margin-inline-start: 6px;
    padding: 1px 8px;
    border-radius: var(--_radius-chip);
    background: var(--_accent-wash);
    color: var(--_accent);
    font-size: var(--_size-hint);
    font-weight: 500;
  }
`;
