// Owns hearing what the database sends: realtime.send() notifies, this reads, in order.
import { z } from 'zod';
import type { Deps } from '../../deps.ts';
import type { Hub } from './hub.ts';

const Message = z.object({
  topic: z.string(),
  event: z.string(),
  private: z.boolean().nullish().transform(Boolean),
  payload: z.unknown(),
  id: z.uuid(),
});
/** A message too large for a notification comes as its id alone. */
const Note = z.union([Message, z.object({ id: z.uuid() })]);

/**
 * Passes every message of the database on to the hub.
 * @param onGap called when the connection was lost and is back: messages in between were missed.
 * @returns how to stop.
 */
export async function listenToDatabase(deps: Deps, hub: Hub, onGap: () => void): Promise<() => Promise<void>> {
  let queue = Promise.resolve();
  let heard = false;
  const lose = (error: unknown) => {
    deps.log.error({ err: error }, 'a message of the database was lost');
    onGap();
  };
  const { unlisten } = await deps.admin.listen(
    'kith_realtime',
    (text) => {
      queue = queue.then(() => passOn(deps, hub, text)).catch(lose);
    },
    () => {
      if (heard) onGap();
      heard = true;
    },
  );
  return async () => {
    await unlisten();
    await queue;
  };
}

async function passOn(deps: Deps, hub: Hub, text: string): Promise<void> {
  const note = readNote(text);
  if (!note) {
    deps.log.warn('a notification was no message: somebody else uses the channel kith_realtime');
    return;
  }
  const message = 'topic' in note ? note : await fetchMessage(deps, note.id);
  if (!message) return;
  const { topic, event, payload, id } = message;
  hub.publish({ name: topic, private: message.private }, { event, payload, meta: { id } });
}

function readNote(text: string): z.infer<typeof Note> | undefined {
  try {
    return Note.safeParse(JSON.parse(text)).data;
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

async function fetchMessage(deps: Deps, id: string) {
  const [row] = await deps.admin`
    select id, topic, event, private, payload from realtime.messages where id = ${id} and event is not null`;
  return row && Message.parse(row);
}
