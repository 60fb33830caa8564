// Owns what `kith doctor` says of the Supabase project that Kith stands on: whether it answers, and whether keys and database are its.
import { join } from 'node:path';
import { z } from 'zod';
import { AppError } from '../errors.ts';
import { type LibraryFetch, libraryFetch } from '../outbound/library-fetch.ts';
import { createOutbound } from '../outbound/outbound.ts';
import { readAnswer } from '../outbound/read-answer.ts';
import { statIfThere } from '../read-if-there.ts';
import { loadKeys } from '../tokens/keys.ts';
import type { Finding, Patient } from './checks.ts';

const Settings = z.looseObject({ disable_signup: z.boolean(), mailer_autoconfirm: z.boolean() });
const KeySet = z.looseObject({ keys: z.array(z.looseObject({ kid: z.string(), alg: z.string().optional() })) });
const Users = z.looseObject({ users: z.array(z.looseObject({ id: z.string() })) });

/** Asks the project; it changes nothing there. */
export async function checkProject(patient: Pick<Patient, 'env' | 'admin'>): Promise<Finding[]> {
  const { SUPABASE_URL: url, SUPABASE_PUBLISHABLE_KEY: publishable = '', SUPABASE_SECRET_KEY: secret } = patient.env;
  if (!url) return [];
  const outbound = createOutbound([]);
  const get = asking(libraryFetch(outbound.operator, { mostBytes: 1_000_000 }), `${url.replace(/\/$/, '')}/auth/v1`);
  try {
    const settings = await get('settings', publishable, Settings);
    if (typeof settings === 'string') return [bad('Project', `its Auth gave no settings (${settings}). ${keyWords}`)];
    const signUp = settings.disable_signup ? 'takes no new accounts' : 'takes new accounts';
    const mail = settings.mailer_autoconfirm ? 'without confirming addresses' : 'once they confirm their address';
    return [
      good(
        'Project',
        `Auth answers, knows the publishable key, and ${signUp}${settings.disable_signup ? '' : ` ${mail}`}`,
      ),
      ...keyFindings(await get('.well-known/jwks.json', publishable, KeySet), await ownKeyId(patient.env.home)),
      ...(await secretFindings(patient, secret ? await get('admin/users?page=1&per_page=1', secret, Users) : null)),
      await watchFinding(patient),
    ];
  } catch (error) {
    if (error instanceof AppError) return [bad('Project', `${error.message} Look at SUPABASE_URL`)];
    throw error;
  } finally {
    await outbound.close();
  }
}

const keyWords = 'Look at SUPABASE_URL and SUPABASE_PUBLISHABLE_KEY';
const good = (about: string, text: string): Finding => ({ ok: true, about, text });
const bad = (about: string, text: string): Finding => ({ ok: false, about, text });

/** @returns a question: what the project answered, or with which status it refused. */
function asking(fetchProject: LibraryFetch, base: string) {
  return async <T>(path: string, key: string, answer: z.ZodType<T>): Promise<T | string> => {
    const response = await fetchProject(`${base}/${path}`, {
      headers: { apikey: key, authorization: `Bearer ${key}` },
    });
    const read = await readAnswer(response, answer);
    if (read !== null) return read;
    return response.ok ? 'an answer that is not Auth’s' : `status ${response.status}`;
  };
}

/** The id of the key that signs embed tokens; null before the first start. */
async function ownKeyId(home: string): Promise<string | null> {
  return (await statIfThere(join(home, 'keys.json'))) ? (await loadKeys(home)).kid : null;
}

function keyFindings(set: z.infer<typeof KeySet> | string, own: string | null): Finding[] {
  const about = 'Signing keys';
  if (typeof set === 'string') return [bad(about, `could not be read (${set})`)];
  if (!set.keys.some(({ alg, kid }) => alg === 'ES256' && kid !== own)) {
    return [
      bad(about, 'none is ES256, and Kith takes no other: make one of kind ECC (P-256) and have the project use it'),
    ];
  }
  const live = set.keys.some(({ kid }) => kid === own)
    ? 'Kith’s own is among them, so embedded widgets hear of changes at once'
    : 'Kith’s own is not among them, so embedded widgets show changes when they are loaded anew (docs/hosted.md)';
  return [good(about, `ES256; ${live}`)];
}

async function secretFindings({ admin }: Pick<Patient, 'admin'>, users: z.infer<typeof Users> | string | null) {
  const about = 'Secret key';
  if (users === null) return [good(about, 'not set: the extension is signed in with a password, not by a code')];
  if (typeof users === 'string') return [bad(about, `the project refuses it (${users}). Look at SUPABASE_SECRET_KEY`)];
  const [first] = users.users;
  const [found] = first ? await admin`select from auth.users where id::text = ${first.id}` : [true];
  if (found) return [good(about, 'the project takes it')];
  return [bad('Database', 'DATABASE_URL names another database than that of the project: its people are not there')];
}

/** Whether the database tells which sessions end. */
async function watchFinding({ admin }: Pick<Patient, 'admin'>): Promise<Finding> {
  const [watched] = await admin`select from pg_catalog.pg_trigger where tgname = 'kith_sessions_ended'`;
  return good(
    'Sessions',
    watched ? 'one that ends is refused at once' : 'one that ends is refused within five seconds',
  );
}
