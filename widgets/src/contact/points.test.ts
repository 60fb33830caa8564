import type { ContactPoint, PointKind } from '@kith/sdk';
import { expect, test } from 'vitest';
import { titleOf } from './channels.ts';
import { linkOf } from './points.ts';

const point = (kind: PointKind, normalized: string): ContactPoint => ({
  id: 'id',
  kind,
  value: normalized,
  normalized,
});

test.each<[PointKind, string, string | null]>([
  ['email', 'ada@acme.example', 'mailto:ada@acme.example'],
  ['email', 'a?bcc=x@acme.example', 'mailto:a%3Fbcc%3Dx@acme.example'],
  ['phone', '+442079460018', 'tel:+442079460018'],
  ['telegram', 'adaprospect', 'https://t.me/adaprospect'],
  ['telegram', '1001', null],
  ['linkedin', 'ada-prospect', 'https://www.linkedin.com/in/ada-prospect/'],
  ['url', 'https://acme.example/team', 'https://acme.example/team'],
  ['url', 'javascript:alert(1)', null],
  ['url', 'data:text/html,hi', null],
])('%s %s leads to %s', (kind, normalized, link) => {
  expect(linkOf(point(kind, normalized))).toBe(link);
});

test('a channel is called by its name', () => {
  expect(titleOf('video_call')).toBe('Video call');
});
