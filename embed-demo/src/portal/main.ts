// Registers the portal's parts and the widgets they are made of.
import '@kith/widgets/people/define.ts';
import '@kith/widgets/contact/define.ts';
import { KithAccount } from './account-page.ts';
import { KithChangeEmail } from './change-email.ts';
import { KithChangePassword } from './change-password.ts';
import { KithEmbed } from './embed.ts';
import { KithGetExtension } from './get-extension.ts';
import { KithMailGate } from './mail-gate.ts';
import { KithNewPassword } from './new-password.ts';
import { definePart } from './part.ts';
import { KithPortal } from './portal.ts';
import { KithSecondFactor } from './second-factor.ts';
import { KithSetUpFactor } from './set-up-factor.ts';
import { KithSignIn } from './sign-in.ts';
import { KithTopBar } from './top-bar.ts';

definePart('kith-sign-in', KithSignIn);
definePart('kith-mail-gate', KithMailGate);
definePart('kith-second-factor', KithSecondFactor);
definePart('kith-new-password', KithNewPassword);
definePart('kith-top-bar', KithTopBar);
definePart('kith-embed', KithEmbed);
definePart('kith-get-extension', KithGetExtension);
definePart('kith-change-password', KithChangePassword);
definePart('kith-change-email', KithChangeEmail);
definePart('kith-set-up-factor', KithSetUpFactor);
definePart('kith-account', KithAccount);
definePart('kith-portal', KithPortal);
