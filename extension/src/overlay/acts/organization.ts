// Owns choosing the organization in which the panel works.
import { ask } from '../../messages/ask.ts';
import { act, type Panel } from '../panel.ts';

/** Works in another organization, in every tab. What was typed or waits stays with the one before. */
export const chooseOrganization = (panel: Panel, id: string) =>
  act(panel, 'other', async () => {
    panel.drafts.flush();
    // The worker tells every page, this one too.
    await ask('organization.choose', { id });
  });
