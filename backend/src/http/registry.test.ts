import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { openApiDocument } from './openapi.ts';
import { allRoutes, askedByPost } from './registry.ts';

const named = allRoutes.map((route) => [route.operationId ?? `${route.method} ${route.path}`, route] as const);

describe('the registry of routes', () => {
  it('names every operation once', () => {
    const names = named.map(([name]) => name);
    expect(names).toEqual([...new Set(names)]);
    expect(names.length).toBeGreaterThan(20);
  });

  it.each(named)('%s says what it does', (_, route) => {
    expect(route.operationId).toMatch(/^[a-z][A-Za-z]+$/);
    expect(route.summary).toMatch(/^[A-Z].*[^.]$/);
    expect(route.tags).toHaveLength(1);
  });

  it.each(named.filter(([, route]) => route.security))('%s describes how it refuses', (_, route) => {
    for (const status of [400, 401, 403, 422]) expect(route.responses).toHaveProperty(String(status));
    if (route.path.includes('{id}')) expect(route.responses).toHaveProperty('404');
    if (route.request?.body) {
      for (const status of [413, 415]) expect(route.responses).toHaveProperty(String(status));
    }
    if (route.method === 'patch') {
      for (const status of [412, 428]) expect(route.responses).toHaveProperty(String(status));
    }
  });

  it('leaves out credentials only where nobody can have them yet', () => {
    const open = named.filter(([, route]) => !route.security).map(([name]) => name);
    expect(open).toEqual([
      'getInstall',
      'getLive',
      'getReady',
      'redeemPairingCode',
      'readInvitation',
      'createEmbedSession',
    ]);
  });

  it('takes an Idempotency-Key on every write that needs a credential', () => {
    const Document = z.object({
      paths: z.record(
        z.string(),
        z.record(z.string(), z.object({ parameters: z.array(z.object({ name: z.string() })).default([]) })),
      ),
    });
    const { paths } = Document.parse(openApiDocument());
    const writes = named.filter(([name, one]) => one.security && one.method !== 'get' && !askedByPost.has(name));
    for (const [name, route] of writes) {
      const parameters = paths[route.path]?.[route.method]?.parameters.map((parameter) => parameter.name);
      expect(parameters, name).toContain('idempotency-key');
    }
  });
});

describe('the OpenAPI document', () => {
  it('has no shape that is null as a whole, for clients would have to check everywhere', () => {
    const Component = z.looseObject({ type: z.union([z.string(), z.array(z.string())]).optional() });
    const Document = z.object({ components: z.object({ schemas: z.record(z.string(), Component) }) });
    const { components } = Document.parse(openApiDocument());
    for (const [name, schema] of Object.entries(components.schemas)) {
      expect([name, [schema.type].flat().join()]).toEqual([name, expect.not.stringContaining('null')]);
      expect([name, Object.keys(schema)]).toEqual([name, expect.not.arrayContaining(['anyOf', 'oneOf', 'nullable'])]);
    }
  });

  it('is the one that the SDK was generated from', async () => {
    const kept = await readFile(join(import.meta.dirname, '../../../sdk/openapi.json'), 'utf8');
    expect(JSON.parse(kept), 'run `npm run sdk`').toEqual(JSON.parse(JSON.stringify(openApiDocument())));
  });
});
