// Owns the look of the header.
import { css } from 'lit';

export const topBarSheet = css`
  header {
    display: flex;
    align-items: center;
    gap: 8px;
    block-size: 52px;
    padding-inline: 16px;
    border-block-end: 1px solid var(--_line);
    background: var(--_surface);
  }
  .brand {
    display: flex;
    flex: 0 1 auto;
    align-items: center;
    gap: 10px;
    min-inline-size: 24px;
    color: inherit;
    font-weight: 600;
    text-decoration: none;
  }
  .brand img {
    flex: none;
    inline-size: 24px;
    block-size: 24px;
  }
  .organization,
  .who .mail {
    max-inline-size: 200px;
  }
  .organization,
  .mail {
    overflow: hidden;
    text-overflow: ellipsis;
    white-space: nowrap;
  }
  .search {
    flex: 1;
    min-inline-size: 0;
    max-inline-size: 560px;
    margin-inline: 12px auto;
  }
  .who {
    flex: 0 1 auto;
    min-inline-size: 36px;
    padding-inline: 10px;
    font-weight: 400;
  }
  #organizations {
    inset: 48px auto auto 12px;
    inline-size: 260px;
    max-block-size: min(420px, 80dvh);
    overflow-y: auto;
  }
  #settings {
    inset: 48px 12px auto auto;
    inline-size: 240px;
  }
  #organizations,
  #settings {
    margin: 0;
    padding: 8px;
    border: 1px solid var(--_line);
    border-radius: var(--_radius-card);
    background: var(--_raised);
    color: var(--_ink);
    box-shadow: 0 6px 24px rgb(0 0 0 / 0.14);
  }
  #settings .mail {
    margin: 4px 8px 8px;
    color: var(--_ink-2);
  }
  fieldset {
    margin: 0 0 8px;
    padding: 0;
    border: 0;
  }
  legend {
    padding: 4px 8px;
    color: var(--_ink-3);
    font-size: var(--_size-hint);
    font-weight: 500;
  }
  .where {
    flex: 0 1 auto;
    min-inline-size: 36px;
    padding-inline: 8px;
    font-weight: 600;
  }
  .name {
    flex: 1;
    min-inline-size: 0;
    overflow: hidden;
    text-align: start;
    text-overflow: ellipsis;
    white-space: nowrap;
  }
  .mark {
    flex: none;
    padding: 1px 8px;
    border-radius: var(--_radius-chip);
    background: var(--_warn-wash);
    color: var(--_warn);
    font-size: var(--_size-hint);
    font-weight: 500;
  }
  #organizations .choice {
    gap: 8px;
  }
  .choice,
  .leave {
    display: flex;
    align-items: center;
    justify-content: space-between;
    inline-size: 100%;
    min-block-size: 32px;
    padding-inline: 8px;
    border: 0;
    border-radius: var(--_radius-field);
    background: none;
    color: var(--_ink);
    font-weight: 400;
    cursor: pointer;
  }
  a.choice {
    margin-block-end: 4px;
    text-decoration: none;
  }
  .choice:hover,
  .leave:hover {
    background: var(--_sunken);
  }
  @media (max-width: 760px) {
    header {
      gap: 0;
      padding-inline: 8px;
    }
    .organization,
    .who .mail {
      display: none;
    }
    .search {
      margin-inline: 4px;
      max-inline-size: none;
    }
  }
`;
