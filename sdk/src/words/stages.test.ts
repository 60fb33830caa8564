import { expect, test } from 'vitest';
import { stageName } from './stages.ts';

test('first names of stages are said in Russian, names of one’s own as they are', () => {
  expect(stageName('Proposal', 'ru')).toBe('Предложение');
  expect(stageName('Proposal', 'en')).toBe('Proposal');
  expect(stageName('Trial week', 'ru')).toBe('Trial week');
  expect(stageName('constructor', 'ru')).toBe('constructor');
});
