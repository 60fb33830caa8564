import { randomBytes } from 'node:crypto';
import { mkdtemp, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readEnv } from '../env.ts';
import { StartError } from '../errors.ts';
import { changeKey, forgetKeyBefore, loadSecretBox } from './load-secret-box.ts';
import { createSecretBox } from './secret-box.ts';

describe('sealed secrets', () => {
  const box = createSecretBox(randomBytes(32));

  it('open for their purpose, and never look the same twice', () => {
    const sealed = box.seal('тайна', 'totp:1');
    expect(sealed).not.toContain('тайна');
    expect(box.seal('тайна', 'totp:1')).not.toBe(sealed);
    expect(box.open(sealed, 'totp:1')).toBe('тайна');
  });

  it('stay shut for another purpose, another key, and when touched', () => {
    const sealed = box.seal('secret', 'totp:1');
    const [version, keyId, body = ''] = sealed.split('.');
    const touched = Buffer.from(body, 'base64url');
    touched.writeUInt8(touched.readUInt8(14) ^ 1, 14);
    expect(() => box.open(sealed, 'totp:2')).toThrow();
    expect(() => createSecretBox(randomBytes(32)).open(sealed, 'totp:1')).toThrow('another key');
    expect(() => box.open(`${version}.${keyId}.${touched.toString('base64url')}`, 'totp:1')).toThrow();
    expect(() => box.open(`${version}.${keyId}.`, 'totp:1')).toThrow();
    expect(() => box.open('secret', 'totp:1')).toThrow();
  });
});

describe('signatures', () => {
  const key = randomBytes(32);
  const box = createSecretBox(key);

  it('hold for their text, purpose and key alone', () => {
    const signature = { keyId: box.keyId, mac: box.sign('line 1', 'audit') };
    expect(box.isSigned('line 1', 'audit', signature)).toBe(true);
    expect(box.isSigned('line 2', 'audit', signature)).toBe(false);
    expect(box.isSigned('line 1', 'other', signature)).toBe(false);
    expect(box.isSigned('line 1', 'audit', { ...signature, mac: '' })).toBe(false);
    expect(createSecretBox(randomBytes(32)).isSigned('line 1', 'audit', signature)).toBe(false);
    expect(createSecretBox(randomBytes(32), key).isSigned('line 1', 'audit', signature)).toBe(true);
  });
});

describe('the key that seals', () => {
  let home: string;
  beforeEach(async () => {
    home = await mkdtemp(join(tmpdir(), 'kith-key-'));
  });
  afterEach(() => rm(home, { recursive: true }));
  const load = (more: NodeJS.ProcessEnv = {}) => loadSecretBox(readEnv({ KITH_HOME: home, ...more }));

  it('is made once, for its owner alone, and found again', async () => {
    const [first, second] = await Promise.all([load(), load()]);
    const sealed = first.seal('secret', 'x');
    expect(second.open(sealed, 'x')).toBe('secret');
    expect((await load()).open(sealed, 'x')).toBe('secret');
    expect((await stat(join(home, 'secret-key'))).mode & 0o777).toBe(0o600);
  });

  it('may come from the settings instead', async () => {
    const KITH_SECRET_KEY = randomBytes(32).toString('base64url');
    const sealed = (await load({ KITH_SECRET_KEY })).seal('secret', 'x');
    expect((await load({ KITH_SECRET_KEY })).open(sealed, 'x')).toBe('secret');
    await expect(stat(join(home, 'secret-key'))).rejects.toMatchObject({ code: 'ENOENT' });
    expect(() => readEnv({ KITH_SECRET_KEY: 'short' })).toThrow(StartError);
  });

  it('is changed for another, and the one before opens what it sealed until it is forgotten', async () => {
    const first = await load();
    const sealed = first.seal('secret', 'x');
    await changeKey(home);
    await changeKey(home);
    const second = await load();
    expect(second.keyId).not.toBe(first.keyId);
    expect(second.open(sealed, 'x')).toBe('secret');
    expect(() => first.open(second.seal('new', 'x'), 'x')).toThrow('another key');
    for (const name of ['secret-key', 'secret-key.before']) {
      expect((await stat(join(home, name))).mode & 0o777).toBe(0o600);
    }
    await forgetKeyBefore(home);
    expect((await load()).keyId).toBe(second.keyId);
    await expect(load().then((box) => box.open(sealed, 'x'))).rejects.toThrow('another key');
  });

  it('says when its file is damaged', async () => {
    await writeFile(join(home, 'secret-key'), 'half a k');
    await expect(load()).rejects.toBeInstanceOf(StartError);
  });
});
