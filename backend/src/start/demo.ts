// Owns the demo account of an embedded install: made once through the public API, its password kept in the data folder.
import { randomBytes } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Hono } from 'hono';
import { z } from 'zod';
import type { Deps } from '../deps.ts';
import { StartError } from '../errors.ts';
import { readIfThere } from '../read-if-there.ts';
import { demoPeople } from './demo-people.ts';

export interface Demo {
  email: string;
  password: string;
  /** Key of the sample intranet page, for its present origin. */
  embedKey: string;
}

const email = 'demo@kith.example';
const Kept = z.object({ userId: z.uuid(), password: z.string(), embedKey: z.string(), origin: z.string() });
type Kept = z.infer<typeof Kept>;

/** Returns the demo account; makes it, its people and its embed key at first run. @param origin the sample page's. */
export async function ensureDemo(deps: Deps, app: Pick<Hono, 'request'>, origin: string): Promise<Demo> {
  const path = join(deps.env.home, 'demo.json');
  const text = await readIfThere(path);
  const call = caller(deps, app);
  let kept = text === null ? await createAccount(call, origin) : Kept.parse(JSON.parse(text));
  if (kept.origin !== origin) kept = { ...kept, origin, embedKey: await createKey(call, kept.userId, origin) };
  await writeFile(path, JSON.stringify(kept, null, 2), { mode: 0o600 });
  await writeFile(join(deps.env.home, 'demo-password'), `${kept.password}\n`, { mode: 0o600 });
  return { email, password: kept.password, embedKey: kept.embedKey };
}

type Call = (path: string, body: unknown, userId: string | null) => Promise<unknown>;

/** Calls our own API without a network: as a person, or with the secret key when `userId` is null. */
function caller(deps: Deps, app: Pick<Hono, 'request'>): Call {
  return async (path, body, userId) => {
    const token = userId
      ? (await deps.tokens.sign({ sub: userId, role: 'authenticated', email, aal: 'aal1' }, 60)).token
      : deps.keys.secretKey;
    const headers = {
      'content-type': 'application/json',
      apikey: deps.keys.secretKey,
      authorization: `Bearer ${token}`,
    };
    const response = await app.request(path, { method: 'POST', headers, body: JSON.stringify(body) });
    if (response.ok) return response.json();
    throw new StartError(
      `The demo account could not be made (${path} answered ${response.status}): ${await response.text()}`,
    );
  };
}

async function createAccount(call: Call, origin: string): Promise<Kept> {
  const password = randomBytes(9).toString('base64url');
  const data = { organization_name: 'Fernhill Joinery' };
  const created = await call(
    '/auth/v1/admin/users',
    { email, password, email_confirm: true, user_metadata: data },
    null,
  );
  const { id: userId } = z.object({ id: z.uuid() }).parse(created);
  for (const { interactions, deals, tasks = [], note, ...person } of demoPeople) {
    const { contact } = z
      .object({ contact: z.object({ id: z.uuid(), company: z.object({ id: z.uuid() }) }) })
      .parse(await call('/v1/contacts', person, userId));
    const items = interactions.map((interaction) => ({ ...interaction, contactId: contact.id }));
    if (items.length > 0) await call('/v1/interactions/batch', { items }, userId);
    const record = { type: 'contact', id: contact.id };
    for (const task of tasks) await call('/v1/tasks', { ...task, record }, userId);
    if (note !== undefined) await call('/v1/notes', { record, body: note }, userId);
    const contacts = [{ contactId: contact.id }];
    for (const deal of deals) await call('/v1/deals', { ...deal, companyId: contact.company.id, contacts }, userId);
  }
  return { userId, password, origin, embedKey: await createKey(call, userId, origin) };
}

async function createKey(call: Call, userId: string, origin: string): Promise<string> {
  // People open it by either name of this machine.
  const allowedOrigins = [origin, origin.replace('localhost', '127.0.0.1')];
  const created = await call('/v1/embed-keys', { name: 'Sample intranet', allowedOrigins }, userId);
  return z.object({ key: z.string() }).parse(created).key;
}
