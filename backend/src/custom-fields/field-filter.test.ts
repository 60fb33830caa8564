import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { personIn } from '../http/context.ts';
import { readIn } from '../http/transaction.ts';
import { createTestApi, type TestApi } from '../testing/test-api.ts';
import { createPerson, type TestPerson } from '../testing/test-deps.ts';
import { type FieldRelation, fieldMatches } from './field-filter.ts';

describe('filtering by an own field', () => {
  let api: TestApi;
  let ann: TestPerson;
  beforeAll(async () => {
    api = await createTestApi();
    ann = await createPerson(api.deps);
    const call = (path: string, body: object) => api.call('POST', path, { token: ann.token, body });
    const options = [{ label: 'Gold' }, { label: 'Tin' }];
    for (const type of ['text', 'number', 'money', 'date', 'select', 'multi_select', 'person']) {
      const body = { recordType: 'company', name: type, type, ...(type.endsWith('select') ? { options } : {}) };
      await call('/v1/custom-fields', body);
    }
    const person = { type: 'member', id: ann.userId };
    const money = (amount: number) => ({ amount, currency: 'EUR' });
    const rows = [
      {
        text: 'Éclair 100%',
        number: 1,
        money: money(100),
        date: '2026-01-01',
        select: 'gold',
        multi_select: ['gold', 'tin'],
      },
      { text: 'Bread', number: 2, money: money(200), date: '2026-02-01', select: 'tin', multi_select: ['tin'], person },
      { number: 3 },
      { money: { amount: 5000, currency: 'JPY' } },
    ];
    for (const [nth, fields] of rows.entries()) await call('/v1/companies', { name: `C${nth}`, fields });
  });
  afterAll(() => api.close());

  const matching = (key: string, relation: FieldRelation, operand: string | number | string[] | null, by = ann) => {
    const caller = { deps: api.deps, requestId: 'r', wantedOrganization: null, source: 'web' as const };
    const actor = personIn(by.claims);
    return readIn({ ...caller, actor }, 'companies.read', async ({ tx }) => {
      const rows = await tx<{ name: string }[]>`
        select c.name from app.companies c
        where ${fieldMatches(tx, tx`c.id`, { recordType: 'company', key, relation, operand })} order by c.name`;
      return rows.map(({ name }) => name);
    });
  };

  it.each([
    ['text', 'eq', 'eclair 100%', ['C0']],
    ['text', 'contains', '0%', ['C0']],
    ['text', 'contains', '_', []],
    ['number', 'gte', 2, ['C1', 'C2']],
    ['number', 'lt', 1.5, ['C0']],
    ['money', 'gt', '100 EUR', ['C1']],
    ['money', 'gt', '0JPY', ['C3']],
    ['money', 'lte', '100000 EUR', ['C0', 'C1']],
    ['money', 'eq', ['100 EUR', '5000JPY'], ['C0', 'C3']],
    ['money', 'eq', '5000 EUR', []],
    ['date', 'lte', '2026-01-31', ['C0']],
    ['select', 'eq', ['gold', 'tin'], ['C0', 'C1']],
    ['multi_select', 'eq', 'tin', ['C0', 'C1']],
    ['multi_select', 'filled', null, ['C0', 'C1']],
    ['text', 'filled', null, ['C0', 'C1']],
  ] as const)('finds by %s %s %j', async (key, relation, operand, names) => {
    expect(await matching(key, relation, typeof operand === 'object' && operand ? [...operand] : operand)).toEqual(
      names,
    );
  });

  it('finds by person', async () => {
    expect(await matching('person', 'eq', ann.userId)).toEqual(['C1']);
  });

  it.each([
    ['nothing', 'eq', 'x', 'KT010'],
    ['number', 'eq', 'many', 'KT011'],
    ['money', 'gt', 100, 'KT011'],
    ['money', 'gt', '100 euros', 'KT011'],
    ['date', 'lt', 'soon', 'KT011'],
    ['date', 'lt', '2026-02-31', 'KT011'],
    ['text', 'gt', 'x', 'KT011'],
    ['person', 'eq', 'Ann', 'KT011'],
  ] as const)('refuses %s %s %s', async (key, relation, operand, code) => {
    await expect(matching(key, relation, operand)).rejects.toMatchObject({ code });
  });

  it('finds nothing of another organization', async () => {
    const bob = await createPerson(api.deps);
    await expect(matching('text', 'filled', null, bob)).rejects.toMatchObject({ code: 'KT010' });
    await api.call('POST', '/v1/custom-fields', {
      token: bob.token,
      body: { recordType: 'company', name: 'text', type: 'text' },
    });
    expect(await matching('text', 'filled', null, bob)).toEqual([]);
  });

  it('goes through the index of the type', async () => {
    const [plan] = await api.deps.admin.begin(async (tx) => {
      await tx`set local enable_seqscan = off`;
      return tx`explain (format json) select record_id from app.field_values
        where organization_id = ${ann.organizationId} and field_id = ${ann.userId} and number_value >= 2`;
    });
    expect(JSON.stringify(plan)).toContain('field_values_number');
  });
});
