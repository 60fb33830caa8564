import { expect, it } from 'vitest';
import { returnAddress } from './return-address.ts';

it.each([
  ['https://crm.example', 'https://crm.example/#/people', '/', 'https://crm.example/'],
  ['https://crm.example', 'https://crm.example/', '/?linked', 'https://crm.example/?linked'],
  ['https://crm.example', 'http://10.0.0.5:8484/', '/', 'https://crm.example/'],
  ['https://crm.example', 'http://localhost:8484/', '/?linked', 'https://crm.example/?linked'],
  ['http://localhost:8484', 'http://127.0.0.1:8484/', '/', 'http://127.0.0.1:8484/'],
])('Links of %s that are asked for at %s lead to a place that it allows', (apiUrl, here, path, expected) => {
  expect(returnAddress({ apiUrl, passwordLength: 8 }, here, path)).toBe(expected);
});

it('Links of a project lead to where they were asked for, by its own list', () => {
  const project = { apiUrl: 'https://crm.example', passwordLength: null };
  expect(returnAddress(project, 'https://other.example/')).toBe('https://other.example/');
});
