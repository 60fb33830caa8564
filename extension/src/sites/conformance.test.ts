// @vitest-environment happy-dom
// Owns what every registered site must keep: identity, selectors in one file, dated fixtures, readings that never guess.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import * as z from 'zod/mini';
import { PageMessage, Person } from '../messages/shapes.ts';
import { sites } from './registry.ts';

// Fixtures show local times; their expected moments are written for this zone.
process.env['TZ'] = 'UTC';
const here = import.meta.dirname;
const Expected = z.object({
  url: z.url(),
  reading: z.object({ subject: z.nullable(Person), limited: z.boolean() }),
  messages: z.array(PageMessage),
});

const fixturesOf = (id: string) => {
  const folder = join(here, id, 'fixtures');
  const names = readdirSync(folder).filter((name) => name.endsWith('.html'));
  return names.map((file) => {
    const name = file.replace(/\.html$/, '');
    const expected = z.parse(Expected, JSON.parse(readFileSync(join(folder, `${name}.json`), 'utf8')));
    return { name, html: readFileSync(join(folder, file), 'utf8'), expected };
  });
};

/** Puts a fixture into the test's own document, so that elements have a window as in a browser. */
const open = (html: string) => {
  document.open();
  document.write(html);
  document.close();
  return document;
};

afterEach(() => open('<!doctype html><title></title>'));

it('lists sites with ids of their own, and an address belongs to one of them', () => {
  const ids = sites.map(({ id }) => id);
  expect(new Set(ids).size).toBe(ids.length);
  for (const site of sites)
    for (const { expected } of fixturesOf(site.id))
      expect(sites.filter((other) => other.matches(new URL(expected.url)))).toEqual([site]);
});

describe.each(sites.map((site) => ({ id: site.id, site })))('$id', ({ id, site }) => {
  const fixtures = fixturesOf(id);
  const conversation = fixtures.find(({ expected }) => expected.reading.subject !== null)?.expected.url ?? '';

  it('keeps its selectors in one file and has dated fixtures, people and nobody among them', () => {
    expect(existsSync(join(here, id, 'selectors.ts'))).toBe(true);
    expect(fixtures.every(({ name }) => /^\d{4}-\d{2}-[a-z-]+$/.test(name))).toBe(true);
    const withPerson = fixtures.filter(({ expected }) => expected.reading.subject !== null);
    expect(withPerson.length).toBeGreaterThanOrEqual(2);
    expect(fixtures.length).toBeGreaterThan(withPerson.length);
  });

  it.each(fixtures)('reads the person of $name', ({ html, expected }) => {
    expect(site.read(open(html), new URL(expected.url))).toEqual(expected.reading);
  });

  it.each(fixtures)('reads the messages of $name', ({ html, expected }) => {
    const page = open(html);
    const { subject } = expected.reading;
    expect(subject === null ? [] : site.messages(page, subject)).toEqual(expected.messages);
  });

  it.each(fixtures)('reads $name without changing it', ({ html, expected }) => {
    const page = open(html);
    const before = page.documentElement.outerHTML;
    site.read(page, new URL(expected.url));
    expect(page.documentElement.outerHTML).toBe(before);
  });

  it('does not throw on an empty document', () => {
    const page = open('');
    expect(site.read(page, new URL(conversation)).subject).toBeNull();
    expect(site.anchor(page)).toEqual({ above: null, below: null, beside: null });
    expect(site.obstacles(page)).toEqual([]);
    expect(site.composer(page)).toBeNull();
  });

  it('says that it is limited where a conversation is open but nothing is where it was', () => {
    const page = open('<!doctype html><title>Changed</title><div class="x1"><p>Ada Prospect</p><p>Hello</p></div>');
    expect(site.read(page, new URL(conversation))).toEqual({ subject: null, limited: true });
  });

  it('reads no messages of anyone but the subject', () => {
    const stranger = { key: 'email:stranger@else.example', name: '', points: [] };
    for (const { html } of fixtures)
      expect(site.messages(open(html), stranger).filter(({ direction }) => direction === 'inbound')).toEqual([]);
  });

  it('tells of changes until it is aborted', async () => {
    const page = open('<!doctype html><body></body>');
    const life = new AbortController();
    const told: number[] = [];
    const change = async () => {
      const seen = Promise.withResolvers<void>();
      const observer = new MutationObserver(() => seen.resolve());
      observer.observe(page.body, { childList: true });
      page.body.append(page.createElement('p'));
      await seen.promise;
      observer.disconnect();
    };
    const { promise, resolve } = Promise.withResolvers<void>();
    site.watch(page, life.signal, () => {
      told.push(1);
      resolve();
    });
    await change();
    await promise;
    life.abort();
    const count = told.length;
    await change();
    expect(told.length).toBe(count);
  });
});
