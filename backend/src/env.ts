// Owns the settings: the only file that reads the environment.
import { homedir } from 'node:os';
import { resolve } from 'node:path';
import { z } from 'zod';
import { StartError } from './errors.ts';
import { type OidcProvider, readOidcProviders } from './oidc-settings.ts';
import { readRange } from './outbound/address-guard.ts';

/** Texts separated by commas. */
const list = z
  .string()
  .default('')
  .transform((text) =>
    text
      .split(',')
      .map((part) => part.trim())
      .filter(Boolean),
  );

/** Scheme and host of addresses, separated by commas. */
const origins = list.pipe(z.array(z.url().transform(originOf)));

/** Unlike `URL.origin`, tells an extension's address apart from others. */
function originOf(address: string): string {
  const { protocol, host } = new URL(address);
  return `${protocol}//${host}`;
}

/** Addresses and ranges, separated by commas: `10.1.0.0/16, 127.0.0.1`. */
const ranges = list.pipe(z.array(z.string().refine(isRange, 'is no address and no range such as 10.1.0.0/16')));

function isRange(text: string): boolean {
  try {
    readRange(text);
    return true;
  } catch {
    return false;
  }
}

const secretKey = z
  .string()
  .regex(/^[\w-]{43}=?$/, 'is not 32 bytes in base64url')
  .optional();
/** `sb_secret_…`, or the older `service_role` token. Its text stands in no message. */
const projectSecret = z
  .string()
  .regex(/^(sb_secret_[\w-]+|eyJ[\w.-]+)$/, 'is no secret key of a Supabase project (sb_secret_…)')
  .optional();
const port = z.coerce.number().int().min(0).max(65_535);

const Settings = z.object({
  /** Port of the portal and the API; 0 takes any free one. */
  PORT: port.default(8787),
  /** Port of the sample intranet page; 0 takes any free one. Default: PORT + 1. */
  INTRANET_PORT: port.optional(),
  /** Address to listen on. */
  HOST: z.string().default('127.0.0.1'),
  /** Address that browsers use, when a proxy stands in front: `https://crm.example`. */
  PUBLIC_URL: z.url().optional(),
  /** Folder of everything this install keeps. */
  KITH_HOME: z.string().default('.kith'),
  /** Port of the embedded database. Default: a free one, kept. */
  KITH_DB_PORT: port.optional(),
  /** A Postgres 15+ or Supabase database instead of the embedded one. */
  DATABASE_URL: z.url().optional(),
  /** A Supabase project instead of the embedded auth and realtime. */
  SUPABASE_URL: z.url().optional(),
  SUPABASE_PUBLISHABLE_KEY: z.string().optional(),
  /** The project's secret key, with which the extension is paired there. Sent to the project alone. */
  SUPABASE_SECRET_KEY: projectSecret,
  /** Redis that several processes count requests and guesses with: `redis://user:password@host:6379`. */
  REDIS_URL: z.url({ protocol: /^rediss?$/ }).optional(),
  /** Mail server: `smtp://user:password@host:587`. Without it, mails are files in the folder `outbox` of KITH_HOME. */
  SMTP_URL: z.url({ protocol: /^smtps?$/ }).optional(),
  /** Sender of mails. */
  MAIL_FROM: z.string().default('Kith <kith@localhost>'),
  /** `on` lets nobody in who signed up until they have confirmed their address by mail. */
  KITH_CONFIRM_EMAIL: z.enum(['on', 'off']).default('off'),
  /** `invited` lets only those make an account whom somebody invited, and the first person of an install. */
  KITH_SIGN_UP: z.enum(['open', 'invited']).default('open'),
  /** Fewest characters of a new password. */
  KITH_PASSWORD_LENGTH: z.coerce.number().int().min(6).max(64).default(8),
  /** `allow` also takes passwords that stand in every list of guesses. */
  KITH_COMMON_PASSWORDS: z.enum(['refuse', 'allow']).default('refuse'),
  /** Seals secrets in the database: 32 bytes in base64url. Default: the file `secret-key` of KITH_HOME, made at first run. */
  KITH_SECRET_KEY: secretKey,
  /** The key before, while `kith rotate-keys` has not sealed everything under KITH_SECRET_KEY. */
  KITH_SECRET_KEY_BEFORE: secretKey,
  /** Where links in mails may lead besides this install: `https://app.example, chrome-extension://abc`. */
  KITH_REDIRECT_ORIGINS: origins,
  /** Requests a minute that one person or API key may send, by which the limits of one address at sign-in go; 0: as many as they like. */
  KITH_RATE_LIMIT: z.coerce.number().int().min(0).max(1_000_000).default(1_200),
  /** How many proxies stand before Kith, each of which adds to X-Forwarded-For. */
  KITH_PROXIES: z.coerce.number().int().min(0).max(10).default(0),
  /** Private addresses that users may have Kith send requests to: `10.1.0.0/16, 127.0.0.1`. Without it, the internet only. */
  KITH_ALLOW_PRIVATE_ADDRESSES: ranges,
  /** A database of places of addresses (`.mmdb`), by which the list of sessions names countries and regions. None comes with Kith. */
  KITH_PLACES: z.string().optional(),
  /** Largest file that can be imported, in MB. */
  KITH_IMPORT_LIMIT_MB: z.coerce.number().int().min(1).max(10_000).default(100),
  ANTHROPIC_API_KEY: z.string().optional(),
  ANTHROPIC_BASE_URL: z.url().optional(),
  /** `off` leaves out the demo account and the sample intranet page. */
  KITH_DEMO: z.enum(['on', 'off']).default('on'),
  LOG_LEVEL: z.enum(['silent', 'error', 'warn', 'info', 'debug']).default('warn'),
});

export interface Env extends z.infer<typeof Settings> {
  /** Absolute path of KITH_HOME. */
  home: string;
  /** Providers of OpenID Connect that people may sign in with: KITH_OIDC_<NAME>_ISSUER, _CLIENT_ID, _CLIENT_SECRET, _LABEL. */
  oidcProviders: OidcProvider[];
}

/** Reads the settings. @throws StartError naming every setting that is wrong. */
export function readEnv(source: NodeJS.ProcessEnv = process.env): Env {
  const filled = Object.fromEntries(Object.entries(source).filter(([, value]) => value !== ''));
  const result = Settings.safeParse(filled);
  const { providers, problems } = readOidcProviders(filled);
  problems.push(...projectProblems(filled));
  if (!result.success || problems.length > 0) {
    const issues = result.error?.issues ?? [];
    const lines = [...issues.map((issue) => `  ${issue.path.join('.')}: ${issue.message}`), ...problems];
    throw new StartError(`These settings are wrong:\n${lines.join('\n')}`);
  }
  return {
    ...result.data,
    oidcProviders: providers,
    home: resolve(result.data.KITH_HOME.replace(/^~(?=\/|$)/, homedir())),
  };
}

/** Settings of signing in, which a project has of its own. */
const ofProject = /^KITH_(SIGN_UP|CONFIRM_EMAIL|PASSWORD_LENGTH|COMMON_PASSWORDS|REDIRECT_ORIGINS|OIDC_\w+)$/;

/** A project needs all that belongs to it; a secret key in the place of the public one would be shown to browsers. */
function projectProblems(set: NodeJS.ProcessEnv): string[] {
  const { SUPABASE_URL: url, SUPABASE_PUBLISHABLE_KEY: key = '', SUPABASE_SECRET_KEY: secret } = set;
  if (!url) return secret ? ['  SUPABASE_SECRET_KEY: belongs to a project, so SUPABASE_URL is needed, too'] : [];
  const needed = ['SUPABASE_PUBLISHABLE_KEY', 'DATABASE_URL'].filter((name) => !set[name]);
  const problems = needed.map((name) => `  ${name}: is needed with SUPABASE_URL`);
  // Silence would leave a house open that its operator believes closed.
  for (const name of Object.keys(set).filter((one) => ofProject.test(one))) {
    problems.push(`  ${name}: with SUPABASE_URL the project decides this, in its own settings of Authentication`);
  }
  if (key.startsWith('sb_secret_') || (key !== '' && key === secret)) {
    problems.push('  SUPABASE_PUBLISHABLE_KEY: is a secret key; browsers get this one, so it must be sb_publishable_…');
  }
  return problems;
}
