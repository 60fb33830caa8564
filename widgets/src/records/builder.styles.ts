// Owns the look of the filter's conditions.
import { css } from 'lit';

export const builderSheet = css`
  .group {
    display: flex;
    flex-direction: column;
    align-items: stretch;
    gap: 8px;
  }
  .nested {
    position: relative;
    padding: 8px;
    border: 1px solid var(--_line);
    border-radius: var(--_radius-field);
    background: var(--_surface);
  }
  /* Beside the choice of how its conditions are joined: theirs stand below it. */
  .nested > .icon-button {
    position: absolute;
    inset-block-start: 8px;
    inset-inline-end: 8px;
  }
  .join .field {
    inline-size: auto;
  }
  .condition {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 6px;
  }
  .condition > .field {
    flex: 0 1 170px;
  }
  .condition .value {
    display: flex;
    flex: 1 1 180px;
    flex-wrap: wrap;
    align-items: center;
    gap: 6px;
    min-inline-size: 0;
  }
  .value .field {
    flex: 0 1 auto;
    inline-size: auto;
    max-inline-size: 220px;
  }
  .value .field.number {
    inline-size: 96px;
  }
  .value .field.text {
    flex: 1;
  }
  .unit {
    color: var(--_ink-2);
  }
  .condition.gone {
    padding: 4px 8px;
    border-radius: var(--_radius-field);
    background: var(--_warn-wash);
    color: var(--_warn);
  }
  .lost {
    flex: 1;
  }
  .adders {
    display: flex;
    flex-wrap: wrap;
    gap: 4px;
  }
  .chips {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 4px;
  }
  .chip {
    display: inline-flex;
    align-items: center;
    gap: 4px;
    min-block-size: 28px;
    padding: 0 8px;
    border: 1px solid var(--_line-strong);
    border-radius: var(--_radius-chip);
    background: var(--_surface);
    cursor: pointer;
  }
  .chip .icon {
    inline-size: 12px;
    block-size: 12px;
  }
  @container (max-width: 520px) {
    .condition > .field {
      flex: 1 1 40%;
    }
  }
`;
