import { expect, it } from 'vitest';
import { readEnv } from './env.ts';
import { StartError } from './errors.ts';

const project = {
  SUPABASE_URL: 'https://project.example',
  SUPABASE_PUBLISHABLE_KEY: 'sb_publishable_abc',
  DATABASE_URL: 'postgres://postgres:pass@db.example/postgres',
};
const secret = 'sb_secret_planted';

it('takes a Supabase project with and without its secret key', () => {
  expect(readEnv(project).SUPABASE_SECRET_KEY).toBeUndefined();
  expect(readEnv({ ...project, SUPABASE_SECRET_KEY: secret }).SUPABASE_SECRET_KEY).toBe(secret);
});

it.each([
  [{ ...project, DATABASE_URL: '' }, 'DATABASE_URL: is needed'],
  [{ ...project, SUPABASE_PUBLISHABLE_KEY: '' }, 'SUPABASE_PUBLISHABLE_KEY: is needed'],
  [{ ...project, SUPABASE_PUBLISHABLE_KEY: secret }, 'browsers get this one'],
  [{ ...project, SUPABASE_SECRET_KEY: `${secret} planted` }, 'is no secret key'],
  [{ ...project, KITH_SIGN_UP: 'invited' }, 'KITH_SIGN_UP: with SUPABASE_URL the project decides this'],
  [{ SUPABASE_SECRET_KEY: secret }, 'SUPABASE_URL is needed'],
])('says of %o what is wrong, and shows no key', (settings, problem) => {
  const read = () => readEnv(settings);
  expect(read).toThrow(StartError);
  expect(read).toThrow(problem);
  expect(read).not.toThrow('planted');
});
