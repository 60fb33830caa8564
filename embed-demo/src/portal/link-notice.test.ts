import { expect, it } from 'vitest';
import { noticeOfLink, problemOfTrade } from './link-notice.ts';

it.each([
  ['pkce_code_verifier_not_found', 'magiclink', 'linkElsewhere', true],
  ['pkce_code_verifier_not_found', 'recovery', 'linkElsewhere', true],
  ['bad_code_verifier', 'magiclink', 'linkElsewhere', true],
  // The click has done what these two were for.
  ['pkce_code_verifier_not_found', 'signup', 'linkConfirmed', false],
  ['pkce_code_verifier_not_found', 'email_change', 'linkMoved', false],
  // A project does not say what its link was for.
  ['pkce_code_verifier_not_found', '', 'linkElsewhereOrDone', true],
  ['flow_state_expired', 'magiclink', 'linkOver', true],
  ['flow_state_not_found', 'recovery', 'linkOver', true],
] as const)('A link that gave no session here says why: %s of %s', (code, type, key, bad) => {
  expect(problemOfTrade(code, type)).toMatchObject({ key, bad });
});

it('A link that only informs says so, and tokens in a link are refused', () => {
  expect(noticeOfLink({ kind: 'half' })).toMatchObject({ key: 'linkHalf', bad: false });
  expect(noticeOfLink({ kind: 'moved' })).toMatchObject({ key: 'linkMoved', bad: false });
  expect(noticeOfLink({ kind: 'problem', code: 'tokens_in_link' })).toMatchObject({ key: 'linkForeign', bad: true });
  expect(noticeOfLink({ kind: 'code', code: 'x', type: '' })).toBeUndefined();
});
