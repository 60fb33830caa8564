import { expect, test } from 'vitest';
import { messageOf } from './refusal.ts';

const refused = (error: object) => ({ problem: { code: 'invalid_input', errors: [error] } });

test('what is wrong is told in the reader’s language, by code, else by field', () => {
  const domain = refused({ path: 'domains.0', message: 'Write a bare host name.', code: 'custom' });
  expect(messageOf(domain, 'en')).toBe('Write a bare host name.');
  expect(messageOf(domain, 'ru')).toBe('Напишите домены, например acme.example.');
  expect(messageOf(refused({ path: 'name', message: 'Too big', code: 'too_big' }), 'ru')).toMatch(/Слишком длинное/);
  expect(messageOf(refused({ path: 'fields.size', message: 'Write a number.', code: 'number' }), 'ru')).toBe(
    'Напишите число.',
  );
  expect(messageOf(refused({ path: 'whatever', message: 'No' }), 'ru')).toBe('Такое значение здесь не подходит.');
});

test('an error without a named value has no such words', () => {
  expect(messageOf(new Error('Something else'), 'ru')).toBeUndefined();
});
