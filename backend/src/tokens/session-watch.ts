// Owns knowing which sessions live, so that access tokens of one that was ended stop working at once. A session is asked for when it
// is first seen; from then on the database says when it ends (trigger kith_sessions_ended), and requests ask nothing.
import type { Logger } from 'pino';
import postgres, { type Sql } from 'postgres';

export interface SessionWatch {
  /** True for a session that is known to live, without asking anybody. */
  knows(id: string): boolean;
  /** Whether a session lives: known, or asked of the database. */
  lives(id: string): Promise<boolean>;
  /** Asks again of sessions that may have ended, and tells those who listen. @param ids left out: all that are known. */
  doubt(ids?: readonly string[]): Promise<void>;
  /** Hears which sessions ended. */
  onEnded(listener: (ids: ReadonlySet<string>) => void): void;
  close(): Promise<void>;
}

export interface WatchOptions {
  admin: Sql;
  log: Logger;
  /** Milliseconds after which all known sessions are asked for again, should the database have said nothing. Default: a minute, five seconds where it cannot say. */
  period?: number;
}

/** Most sessions remembered; one that was forgotten is asked for again. */
const most = 50_000;
const uuid = /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/i;

export async function watchSessions({ admin, log, period }: WatchOptions): Promise<SessionWatch> {
  const alive = new Set<string>();
  const listeners: ((ids: ReadonlySet<string>) => void)[] = [];
  /** Grows with every end that is heard: an answer that was asked for before is not kept. */
  let heard = 0;

  async function doubt(ids: readonly string[] = [...alive]): Promise<void> {
    heard += 1;
    const asked = ids.filter((id) => uuid.test(id));
    for (const id of asked) alive.delete(id);
    const living = new Set(await livingOf(admin, asked));
    const ended = new Set(asked.filter((id) => !living.has(id)));
    for (const id of living) alive.add(id);
    if (ended.size > 0) for (const listener of listeners) listener(ended);
  }

  const quietly = (work: Promise<void>) =>
    work.catch((err: unknown) => log.warn({ err }, 'sessions could not be asked for; each is at its next request'));
  const { unlisten } = await admin.listen(
    'kith_sessions',
    (text) => void quietly(doubt(text === '*' ? undefined : text.split(','))),
    // Also after the connection was lost: what ended meanwhile was not heard.
    () => alive.clear(),
  );
  const told = await saysWhatEnds(admin);
  const timer = setInterval(() => void quietly(doubt()), period ?? (told ? 60_000 : 5_000)).unref();

  return {
    knows: (id) => alive.has(id),
    async lives(id) {
      if (alive.has(id)) return true;
      if (!uuid.test(id)) return false;
      const before = heard;
      const [living] = await livingOf(admin, [id]);
      if (living && before === heard) remember(alive, id);
      return living !== undefined;
    },
    doubt,
    onEnded: (listener) => void listeners.push(listener),
    close: async () => {
      clearInterval(timer);
      await unlisten();
    },
  };
}

function remember(alive: Set<string>, id: string): void {
  const [oldest] = alive;
  if (alive.size >= most && oldest !== undefined) alive.delete(oldest);
  alive.add(id);
}

/** Which of these live. A project may keep its sessions to itself: its tokens then hold until they expire. */
async function livingOf(admin: Sql, ids: readonly string[]): Promise<string[]> {
  if (ids.length === 0) return [];
  try {
    const rows = await admin<{ id: string }[]>`
      select id::text from auth.sessions where id = any(${ids}::uuid[]) and (not_after is null or not_after > now())`;
    return rows.map(({ id }) => id);
  } catch (error) {
    if (error instanceof postgres.PostgresError && error.code === '42501') return [...ids];
    throw error;
  }
}

async function saysWhatEnds(admin: Sql): Promise<boolean> {
  const [row] = await admin<{ told: boolean }[]>`
    select exists (select from pg_catalog.pg_trigger where tgname = 'kith_sessions_ended') as told`;
  return row?.told ?? false;
}
