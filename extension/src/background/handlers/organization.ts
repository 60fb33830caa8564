// Owns the message that chooses the organization to work in.
import type { Handlers } from '../../messages/answer.ts';
import { notify } from '../notify.ts';
import { chooseOrganization } from '../workplace.ts';

export const organizationHandlers: Pick<Handlers, 'organization.choose'> = {
  'organization.choose': async ({ id }) => {
    await chooseOrganization(id);
    await notify('organization');
    return { done: true };
  },
};
