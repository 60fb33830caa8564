// Registers the account page and the forms on it.
import { KithAccount } from './account-page.ts';
import { KithChangeEmail } from './change-email.ts';
import { KithChangePassword } from './change-password.ts';
import { definePart } from './part.ts';
import { KithSessions } from './sessions.ts';
import { KithSetUpFactor } from './set-up-factor.ts';
import { KithRecoveryCodes } from './show-recovery-codes.ts';
import { KithSignInPolicy } from './sign-in-policy.ts';
import { KithWaysIn } from './ways-in.ts';

definePart('kith-account', KithAccount);
definePart('kith-change-email', KithChangeEmail);
definePart('kith-change-password', KithChangePassword);
definePart('kith-set-up-factor', KithSetUpFactor);
definePart('kith-recovery-codes', KithRecoveryCodes);
definePart('kith-sessions', KithSessions);
definePart('kith-sign-in-policy', KithSignInPolicy);
definePart('kith-ways-in', KithWaysIn);
