// Owns the look of the account page's rows.
import { css } from 'lit';

export const accountPageSheet = css`
  .row {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 8px 16px;
  }
  .row .about {
    flex: 1 1 220px;
    min-inline-size: 0;
  }
  h2 {
    margin: 0;
    font-size: var(--_size-body);
    font-weight: 600;
  }
  .about p {
    margin: 2px 0 0;
    color: var(--_ink-2);
    overflow-wrap: anywhere;
  }
  .form {
    margin-block-start: 16px;
    padding-block-start: 16px;
    border-block-start: 1px solid var(--_line);
  }
  .done {
    margin: 8px 0 0;
    color: var(--_good);
    overflow-wrap: anywhere;
  }
  .question p {
    margin: 0 0 12px;
  }
  .buttons {
    display: flex;
    flex-wrap: wrap;
    gap: 8px;
    margin-block-start: 12px;
  }
`;
