// Registers the portal's frame and the pages before the door; views and parts register themselves when they are shown.
import { KithFactorNeeded } from './factor-needed.ts';
import { KithMailGate } from './mail-gate.ts';
import { KithNav } from './nav.ts';
import { KithNewPassword } from './new-password.ts';
import { definePart } from './part.ts';
import { KithPortal } from './portal.ts';
import { KithRecordPage } from './record-page.ts';
import { KithSecondFactor } from './second-factor.ts';
import { KithShell } from './shell.ts';
import { KithSignIn } from './sign-in.ts';
import { KithTopBar } from './top-bar.ts';

definePart('kith-sign-in', KithSignIn);
definePart('kith-mail-gate', KithMailGate);
definePart('kith-second-factor', KithSecondFactor);
definePart('kith-factor-needed', KithFactorNeeded);
definePart('kith-new-password', KithNewPassword);
definePart('kith-top-bar', KithTopBar);
definePart('kith-nav', KithNav);
definePart('kith-record-page', KithRecordPage);
definePart('kith-shell', KithShell);
definePart('kith-portal', KithPortal);
