// Registers the page that answers an invitation.
import { KithInvitation } from './invitation.ts';
import { definePart } from './part.ts';

definePart('kith-invitation', KithInvitation);
