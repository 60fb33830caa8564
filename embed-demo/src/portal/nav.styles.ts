// Owns the look of the navigation.
import { css } from 'lit';

export const navSheet = css`
  nav {
    display: flex;
    flex-direction: column;
    block-size: 100%;
    padding: 8px;
    overflow-y: auto;
    scrollbar-width: thin;
    scrollbar-color: var(--_line-strong) transparent;
  }
  .group {
    margin: 0;
    padding: 12px 8px 4px;
    color: var(--_ink-3);
    font-size: var(--_size-hint);
    font-weight: 500;
  }
  .group:first-child {
    padding-block-start: 4px;
  }
  ul {
    display: grid;
    gap: 2px;
    margin: 0;
    padding: 0;
    list-style: none;
  }
  a {
    display: flex;
    align-items: center;
    gap: 10px;
    min-block-size: 32px;
    padding-inline: 8px;
    border-radius: var(--_radius-field);
    color: var(--_ink-2);
    font-weight: 500;
    text-decoration: none;
  }
  a:hover {
    background: var(--_sunken);
    text-decoration: none;
  }
  a[aria-current='page'] {
    background: var(--_accent-wash);
    color: var(--_ink);
  }
  a span {
    overflow: hidden;
    text-overflow: ellipsis;
    white-space: nowrap;
  }
`;
