// Owns the look of what stands where data will.
import { css } from 'lit';

export const skeletonSheet = css`
  .skeleton {
    border-radius: 4px;
    background: var(--_line);
    animation: breathe 1.2s ease-in-out infinite alternate;
  }
  @keyframes breathe {
    to {
      opacity: 0.5;
    }
  }
`;
