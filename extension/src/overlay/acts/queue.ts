// Owns what a person can do about work that waits for the server.
import { ask } from '../../messages/ask.ts';
import { act, type Panel } from '../panel.ts';

/** Sends what waits now, then looks the person up again. With `refused`, also what the server refused before. */
export const retry = (panel: Panel, refused = false) =>
  act(panel, 'other', async () => {
    await ask('queue.retry', { refused });
    await panel.subject.refresh();
  });

/** Gives a refused change up. */
export const discard = (panel: Panel, id: string) =>
  act(panel, 'other', async () => {
    await ask('queue.discard', { id });
    await panel.subject.refresh();
  });

/** Opens the set-up page in a tab. */
export const openSetup = (panel: Panel) =>
  act(panel, 'other', async () => {
    await ask('setup.open', {});
  });
