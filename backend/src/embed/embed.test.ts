import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { sampleContact, sampleEmbed, sampleMessage } from '../testing/samples.ts';
import { createTestApi, type TestApi } from '../testing/test-api.ts';
import { createPerson, type TestPerson } from '../testing/test-deps.ts';
import { EmbedPermission } from './embed-permission.ts';
import { widgetPermissions } from './widget-permissions.ts';

describe('embed keys', () => {
  let api: TestApi;
  let ann: TestPerson;
  beforeAll(async () => {
    api = await createTestApi();
    ann = await createPerson(api.deps);
  });
  afterAll(() => api.close());

  const open = (key: string, headers: Record<string, string>) =>
    api.call('POST', '/v1/embed/sessions', { body: { key }, headers });
  const create = (body: object) => api.call('POST', '/v1/embed-keys', { token: ann.token, body });

  it('are created with what they open and for whom', async () => {
    const { status, body } = await create({ name: 'Intranet', allowedOrigins: ['https://intranet.example'] });
    expect(status).toBe(201);
    expect(body).toMatchObject({
      organizationId: ann.organizationId,
      widgets: ['kith-people', 'kith-contact'],
      permissions: ['contacts.read', 'companies.read', 'interactions.read'],
      revokedAt: null,
    });
    expect(body.key).toMatch(/^pk_[\w-]{32}$/);
  });

  it.each([
    ['a path', 'https://intranet.example/team'],
    ['a slash at the end', 'https://intranet.example/'],
    ['no scheme', 'intranet.example'],
    ['everybody', '*'],
    ['null', 'null'],
  ])('refuse %s as an origin', async (_, origin) => {
    expect((await create({ name: 'Intranet', allowedOrigins: [origin] })).status).toBe(422);
  });

  it('refuse permissions that pages may never have', async () => {
    const allowedOrigins = ['https://intranet.example'];
    expect((await create({ name: 'X', allowedOrigins, permissions: ['contacts.write'] })).status).toBe(422);
  });

  it('read no more than their maker may', async () => {
    const role = { name: 'Keeper', permissions: ['contacts.read', 'keys.manage'] };
    const { id } = (await api.call('POST', '/v1/roles', { token: ann.token, body: role })).body;
    const bea = await createPerson(api.deps, { organizationId: ann.organizationId, role: id });
    const make = (permissions: string[]) =>
      api.call('POST', '/v1/embed-keys', {
        token: bea.token,
        body: { name: 'Mine', allowedOrigins: ['https://intranet.example'], widgets: [], permissions },
      });
    const refused = await make(['contacts.read', 'deals.read']);
    expect([refused.status, refused.body.code]).toEqual([422, 'invalid_input']);
    expect(refused.body.errors).toEqual([{ path: 'permissions', message: 'You cannot give deals.read.' }]);
    expect((await make(['contacts.read'])).status).toBe(201);
  });

  it('read what their widgets need, and all that they are given when none is named', async () => {
    const wish = { name: 'Deals', allowedOrigins: ['https://intranet.example'], permissions: EmbedPermission.options };
    const given = async (widgets: string[]) => (await create({ ...wish, widgets })).body.permissions;
    expect(await given([])).toEqual(EmbedPermission.options);
    expect(await given(['kith-fields'])).toEqual(['fields.read']);
    expect(await given(['kith-fields', 'kith-relations'])).toEqual([
      'contacts.read',
      'companies.read',
      'relations.read',
      'fields.read',
    ]);
    const useless = await create({ ...wish, widgets: ['kith-fields'], permissions: ['notes.read'] });
    expect(useless.body.errors?.[0]?.path).toBe('permissions');
    expect((await create({ ...wish, widgets: ['kith-nothing'] })).status).toBe(422);
  });

  it('know every widget that there is', async () => {
    const registry = await readFile(join(import.meta.dirname, '../../../widgets/src/registry.ts'), 'utf8');
    const tags = [...registry.matchAll(/^ {2}'(kith-[a-z-]+)'/gm)].map(([, tag]) => tag);
    expect(tags.length).toBeGreaterThan(20);
    expect(Object.keys(widgetPermissions).toSorted()).toEqual(tags.toSorted());
  });

  it('are listed newest first, page by page, and not shown to members', async () => {
    const person = await createPerson(api.deps);
    const keys = [];
    for (const name of ['One', 'Two', 'Three']) keys.push((await sampleEmbed(api, person.token, { name })).key);
    const first = await api.call('GET', '/v1/embed-keys?limit=2', { token: person.token });
    const rest = await api.call('GET', `/v1/embed-keys?cursor=${first.body.nextCursor}`, { token: person.token });
    // The list shows all but what is shown once.
    const shown = keys.map(({ identitySecret: _once, ...key }) => key);
    expect([...first.body.items, ...rest.body.items]).toEqual(shown.toReversed());
    expect(rest.body.nextCursor).toBeNull();
    const member = await createPerson(api.deps, { organizationId: person.organizationId, role: 'member' });
    expect((await api.call('GET', '/v1/embed-keys', { token: member.token })).status).toBe(403);
  });

  describe('open sessions', () => {
    it('for 15 minutes, bound to the key and the page', async () => {
      const { key, token, origin } = await sampleEmbed(api, ann.token);
      const claims = await api.deps.tokens.verify(token);
      expect(claims).toMatchObject({
        sub: key.id,
        role: 'authenticated',
        kith_embed: { key_id: key.id, organization_id: ann.organizationId, origin },
      });
      expect(claims.exp - claims.iat).toBe(900);
    });

    it('only from the pages of the key, and say which page was refused', async () => {
      const { key } = await sampleEmbed(api, ann.token);
      for (const origin of [
        'https://evil.example',
        'http://intranet.example',
        'https://intranet.example:444',
        'null',
      ]) {
        const { status, body } = await open(key.key, { origin });
        expect([status, body.code]).toEqual([403, 'origin_not_allowed']);
        expect(body.detail).toContain(origin);
      }
      expect((await open(key.key, {})).body.code).toBe('origin_not_allowed');
    });

    it('not with a key that does not exist', async () => {
      const { status, body } = await open('pk_unknown', { origin: 'https://intranet.example' });
      expect([status, body.code]).toEqual([403, 'embed_key_unknown']);
    });

    it('that end at once when the key is revoked', async () => {
      const { key, token, origin } = await sampleEmbed(api, ann.token);
      const read = () => api.call('GET', '/v1/contacts', { token, headers: { origin } });
      expect((await read()).status).toBe(200);
      const revoked = await api.call('DELETE', `/v1/embed-keys/${key.id}`, { token: ann.token });
      expect(revoked.body.revokedAt).not.toBeNull();
      const again = await api.call('DELETE', `/v1/embed-keys/${key.id}`, { token: ann.token });
      expect(again.body).toEqual(revoked.body);
      expect(await read()).toMatchObject({ status: 403, body: { code: 'embed_key_unknown' } });
      expect((await api.call('GET', '/v1/me', { token, headers: { origin } })).body.code).toBe('embed_key_unknown');
      expect((await open(key.key, { origin })).body.code).toBe('embed_key_unknown');
      const events = await api.deps.admin`select type from app.events where subject_id = ${key.id} order by id`;
      expect(events.map((event) => event['type'])).toEqual(['embed_key.created', 'embed_key.revoked']);
    });

    it('on pages of the API’s own origin, where browsers send no Origin with reads', async () => {
      const own = new URL(api.deps.apiUrl).origin;
      const { body: key } = await create({ name: 'Portal', allowedOrigins: [own] });
      const { body: session } = await open(key.key, { origin: own });
      const read = (headers: Record<string, string>) =>
        api.call('GET', '/v1/contacts', { token: session.token, headers });
      expect((await read({ 'sec-fetch-site': 'same-origin' })).status).toBe(200);
      expect((await read({ 'sec-fetch-site': 'cross-site' })).status).toBe(403);
      expect((await read({})).status).toBe(403);
      const { token } = await sampleEmbed(api, ann.token);
      const other = await api.call('GET', '/v1/contacts', { token, headers: { 'sec-fetch-site': 'same-origin' } });
      expect(other.status).toBe(403);
    });
  });

  it('show people, firms and messages as far as their permissions go', async () => {
    const contactId = await sampleContact(api, ann.token, { name: 'Ada', companyName: 'Acme' });
    const texts = { subject: 'Subject', body: 'Text', visibility: 'subject' };
    await api.call('POST', '/v1/interactions', { token: ann.token, body: sampleMessage(contactId, 'seen', texts) });
    const seenWith = async (more: object) => {
      const { token, origin } = await sampleEmbed(api, ann.token, more);
      const read = async (path: string) => api.call('GET', path, { token, headers: { origin } });
      const [contact, timeline, me] = await Promise.all(
        [`/v1/contacts/${contactId}`, `/v1/contacts/${contactId}/interactions`, '/v1/me'].map(read),
      );
      return { contact: contact?.body, timeline, me: me?.body };
    };
    const all = await seenWith({});
    expect(all.contact).toMatchObject({
      company: { name: 'Acme' },
      lastInteraction: { subject: 'Subject', body: null },
    });
    expect(all.me).toMatchObject({ user: null, organizations: [{ id: ann.organizationId, role: null }] });
    expect(all.me?.permissions).toEqual(['contacts.read', 'companies.read', 'interactions.read']);
    const people = await seenWith({ permissions: ['contacts.read'] });
    expect(people.contact).toMatchObject({ name: 'Ada', company: null, lastInteraction: null });
    expect(people.timeline).toMatchObject({ status: 403, body: { code: 'forbidden' } });
  });
});
