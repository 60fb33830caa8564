// Owns what `kith doctor` says of whether the database can tell Kith something: that jobs wait, records changed, sessions ended. Through a
// pooler in transaction mode it cannot.
import { randomUUID } from 'node:crypto';
import type { Sql } from 'postgres';
import type { Finding, Patient } from './checks.ts';

/** Milliseconds that a notification may take. */
const patience = 2_000;

export async function checkNotifications({ admin }: Pick<Patient, 'admin'>): Promise<Finding[]> {
  const about = 'Notifications';
  if (await isHeard(admin, admin)) return [{ ok: true, about, text: 'the database tells at once what happens' }];
  const text =
    'the database tells nothing: jobs start late and ended sessions go on for a while. ' +
    'Let DATABASE_URL name the direct connection, or the pooler in session mode (port 5432)';
  return [{ ok: false, about, text }];
}

/** Whether what one side says reaches the other. */
export async function isHeard(listener: Sql, teller: Sql): Promise<boolean> {
  const channel = `kith_doctor_${randomUUID().replaceAll('-', '')}`;
  const { promise, resolve } = Promise.withResolvers<boolean>();
  const { unlisten } = await listener.listen(channel, () => resolve(true));
  const late = setTimeout(() => resolve(false), patience);
  try {
    await teller.notify(channel, 'x');
    return await promise;
  } finally {
    clearTimeout(late);
    await unlisten();
  }
}
