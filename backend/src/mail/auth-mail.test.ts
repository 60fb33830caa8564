import { describe, expect, it } from 'vitest';
import { authMail } from './auth-mail.ts';
import type { AuthMailKind } from './auth-words.ts';

const kinds: AuthMailKind[] = [
  'magiclink',
  'signup',
  'recovery',
  'invite',
  'email_change_current',
  'email_change_new',
  'reauthentication',
  'account_exists',
  'recovery_code_used',
  'password_changed',
  'second_factor_removed',
  'refresh_token_reused',
];
const given = {
  to: 'ada@people.example',
  site: 'https://crm.example',
  link: 'https://crm.example/auth/v1/verify?token=t&type=magiclink',
  code: '012345',
  newEmail: 'new@people.example',
  oldEmail: 'old@people.example',
};

describe('mails about signing in', () => {
  it.each(kinds)('come in English and Russian, %s too, with nothing left to fill in', (kind) => {
    const english = authMail({ ...given, kind, locale: 'en-GB' });
    const russian = authMail({ ...given, kind, locale: 'ru-RU' });
    expect(english.text).not.toMatch(/[а-я]/i);
    expect(russian.subject).toMatch(/[а-я]/i);
    for (const { text, html = '', subject } of [english, russian]) {
      expect(`${subject}${text}${html}`).not.toMatch(/\{\w+\}|undefined/);
      expect(text).toContain(given.site);
      expect(subject).not.toContain(given.code);
    }
  });

  it('carry link and code in both texts, and load nothing from elsewhere', () => {
    const { text, html = '' } = authMail({ ...given, kind: 'magiclink', locale: 'en' });
    expect(text).toContain(`\n${given.link}\n`);
    expect(text).toContain(given.code);
    expect(html).toContain('href="https://crm.example/auth/v1/verify?token=t&amp;type=magiclink"');
    expect(html).toContain(`<strong>${given.code}</strong>`);
    expect(html).not.toMatch(/<img|src=|url\(|<script|<link/i);
  });

  it('have no link where there is none to follow, no code where there is none to type', () => {
    expect(authMail({ ...given, kind: 'reauthentication', locale: 'en' }).html).not.toContain('href');
    expect(authMail({ ...given, kind: 'account_exists', locale: 'en' }).text).not.toContain(given.code);
  });

  it('show what people typed as text, never as markup', () => {
    const newEmail = '"<b>$&</b>"@people.example';
    const { html } = authMail({ ...given, kind: 'email_change_current', locale: 'en', newEmail });
    expect(html).toContain('&quot;&lt;b&gt;$&amp;&lt;/b&gt;&quot;@people.example');
  });

  it.each(['en', 'ru'])('tell the owner of a new address whose account is to move there (%s)', (locale) => {
    const { text } = authMail({ ...given, kind: 'email_change_new', locale });
    for (const address of [given.oldEmail, given.newEmail]) expect(text).toContain(address);
  });

  it.each([undefined, null, 7, 'xx', 'russian', {}])('speak English for the locale %o', (locale) => {
    expect(authMail({ ...given, kind: 'invite', locale }).subject).toBe('You are invited');
  });
});
