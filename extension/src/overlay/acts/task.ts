// Owns ticking the next task off, and putting it off.
import { laterToday, mondayMorning, tomorrowMorning, zoneHere } from '@kith/sdk/words';
import { ask } from '../../messages/ask.ts';
import type { PanelTask } from '../../messages/shapes.ts';
import { say } from '../../words/words.ts';
import { act, type Panel } from '../panel.ts';
import { tell } from './undo.ts';

const times = { snoozeLater: laterToday, snoozeTomorrow: tomorrowMorning, snoozeMonday: mondayMorning };
export type SnoozeTime = keyof typeof times;
export const snoozeTimes: readonly SnoozeTime[] = ['snoozeLater', 'snoozeTomorrow', 'snoozeMonday'];

/** A task's words. */
export const titleOf = (task: PanelTask, name: string): string =>
  task.keepInTouch ? say('keepInTouch', { name }) : task.title;

/** Ticks a task off. */
export const finish = (panel: Panel, task: PanelTask) =>
  act(panel, 'task', async (isHere) => {
    const { organizationId } = panel.store.state;
    const { undoToken } = await ask('task.done', { organizationId, id: task.id });
    const title = titleOf(task, panel.store.state.contact?.name ?? '');
    tell(panel, say('taskDone', { title }), { organizationId, undoTokens: [undoToken] }, isHere());
    await panel.subject.refresh();
  });

/** Puts a task off, to a time of its own zone. */
export const snooze = (panel: Panel, task: PanelTask, to: SnoozeTime) =>
  act(panel, 'task', async (isHere) => {
    const until = times[to](new Date(), task.zone ?? zoneHere());
    const { organizationId } = panel.store.state;
    const { undoToken } = await ask('task.snooze', { organizationId, id: task.id, until });
    const title = titleOf(task, panel.store.state.contact?.name ?? '');
    tell(panel, say('taskSnoozed', { title }), { organizationId, undoTokens: [undoToken] }, isHere());
    await panel.subject.refresh();
  });
