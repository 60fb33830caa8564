// Registers the portal's parts and the widgets they are made of.
import '@kith/widgets/people/define.ts';
import '@kith/widgets/contact/define.ts';
import { KithEmbed } from './embed.ts';
import { KithGetExtension } from './get-extension.ts';
import { definePart } from './part.ts';
import { KithPortal } from './portal.ts';
import { KithSignIn } from './sign-in.ts';
import { KithTopBar } from './top-bar.ts';

definePart('kith-sign-in', KithSignIn);
definePart('kith-top-bar', KithTopBar);
definePart('kith-embed', KithEmbed);
definePart('kith-get-extension', KithGetExtension);
definePart('kith-portal', KithPortal);
