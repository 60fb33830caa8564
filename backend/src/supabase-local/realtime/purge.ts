// Owns forgetting old messages: they are kept three days, as Supabase keeps them.
import type { Deps } from '../../deps.ts';

const everyHour = 3_600_000;

/** Deletes old messages now and every hour. @returns how to stop. */
export function purgeMessages(deps: Deps): () => void {
  const purge = () => {
    deps.admin`delete from realtime.messages where inserted_at < now() - interval '3 days'`.catch((error: unknown) => {
      deps.log.warn({ err: error }, 'old realtime messages could not be deleted');
    });
  };
  purge();
  const timer = setInterval(purge, everyHour).unref();
  return () => clearInterval(timer);
}
