// Owns reading what a refused change said: the word on the first wrong value, and how many rows stand in the way.
import type { Language } from '@kith/sdk/words';
import { russianRefusal } from './refusal-words.ru.ts';

const problemOf = (error: unknown): unknown =>
  typeof error === 'object' && error !== null ? Reflect.get(error, 'problem') : undefined;

const partOf = (value: unknown, key: string): unknown =>
  typeof value === 'object' && value !== null ? Reflect.get(value, key) : undefined;

/** What is wrong with the first wrong value: the server's word in English, ours by its code and field in Russian. */
export function messageOf(error: unknown, language: Language): string | undefined {
  const errors = partOf(problemOf(error), 'errors');
  const first: unknown = Array.isArray(errors) ? errors[0] : undefined;
  const [message, code, path] = ['message', 'code', 'path'].map((key) => partOf(first, key));
  if (typeof message !== 'string') return undefined;
  if (language === 'en') return message;
  const field = typeof path === 'string' ? (path.split('.').findLast((part) => !/^\d+$/.test(part)) ?? '') : '';
  return russianRefusal(field, typeof code === 'string' ? code : '');
}

/** How many rows stand in the way. */
export function countOf(error: unknown): number | undefined {
  const count = partOf(problemOf(error), 'count');
  return typeof count === 'number' ? count : undefined;
}
