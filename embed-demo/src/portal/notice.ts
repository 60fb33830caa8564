// Owns the strip that says what a mail's link or a finished change has done.
import { icon } from '@kith/widgets/kit/icons.ts';
import { css, html, type TemplateResult } from 'lit';
import { CircleAlert, CircleCheck, X } from 'lucide';
import type { WordKey } from './problems.ts';
import type { PortalWords } from './words.ts';

export interface Notice {
  key: WordKey;
  values: Record<string, string>;
  /** Whether something did not work. */
  bad: boolean;
}

export const noticeSheet = css`
  .notice {
    display: flex;
    gap: 8px;
    align-items: flex-start;
    inline-size: min(760px, 100% - 32px);
    margin: 12px auto;
    padding: 8px 12px;
    border-radius: var(--_radius-field);
    background: var(--_good-wash);
    color: var(--_good);
  }
  .notice.bad {
    background: var(--_bad-wash);
    color: var(--_bad);
  }
  kith-sign-in > .notice {
    inline-size: auto;
    margin: 0 0 16px;
  }
  .notice .icon {
    margin-block-start: 3px;
  }
  .notice span {
    flex: 1;
    min-inline-size: 0;
    overflow-wrap: anywhere;
  }
  .notice button {
    display: inline-flex;
    flex: none;
    align-items: center;
    justify-content: center;
    inline-size: 24px;
    block-size: 24px;
    padding: 0;
    border: 0;
    border-radius: 4px;
    background: none;
    cursor: pointer;
  }
  .notice button .icon {
    margin: 0;
  }
`;

export const noticeStrip = ({ key, values, bad }: Notice, t: PortalWords, dismiss: () => void): TemplateResult =>
  html`<p class="notice ${bad ? 'bad' : ''}" role=${bad ? 'alert' : 'status'}>
    ${icon(bad ? CircleAlert : CircleCheck)} <span>${t(key, values)}</span>
    <button type="button" aria-label=${t('dismiss')} @click=${dismiss}>${icon(X)}</button>
  </p>`;
