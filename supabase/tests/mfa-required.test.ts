import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { anonymous, type Caller } from '../../backend/src/db/tenant.ts';
import { createTestDeps, type TestDeps } from '../../backend/src/testing/test-deps.ts';

import { type ActorName, buildHouse, type House, reaches } from './actors.ts';
import { matrix } from './matrix.ts';
import { type Operation, people } from './rules/rule.ts';

/** What belongs to no organization, and so cannot ask for anything. */
const common = ['role_permissions'];
const operations: Operation[] = ['select', 'insert', 'update', 'delete'];

describe('an organization that asks for a second factor', () => {
  let deps: TestDeps;
  let house: House;
  beforeAll(async () => {
    deps = await createTestDeps();
    house = await buildHouse(deps);
    await deps.admin`update app.organizations set mfa_required = true where id = ${house.rows.organization}`;
  });
  afterAll(() => deps.close());

  const claimsOf = (name: ActorName, aal: string): Caller => {
    const claims = house.claims[name];
    return claims === anonymous || name.includes('embed') ? claims : { ...claims, aal };
  };
  const whoReaches = async (table: string, operation: Operation, aal: string) => {
    const act = matrix[table]?.[operation].act;
    if (!act) throw new Error(`${table} has no rule`);
    const names = [...people, 'embed'] as const;
    const reached = await Promise.all(
      names.map((name) => reaches(deps, claimsOf(name, aal), (tx) => act(tx, house.rows))),
    );
    return names.filter((_, index) => reached[index]);
  };

  it.each(Object.keys(matrix).filter((table) => !common.includes(table)))(
    'shows and gives nothing of %s to people without it, and what it did to those with it and to pages',
    async (table) => {
      for (const operation of operations) {
        const may = matrix[table]?.[operation].may ?? [];
        const without = await whoReaches(table, operation, 'aal1');
        expect({ operation, without }).toEqual({ operation, without: may.filter((name) => name === 'embed') });
        const withIt = await whoReaches(table, operation, 'aal2');
        expect({ operation, withIt }).toEqual({
          operation,
          withIt: [...people, 'embed'].filter((name) => may.some((one) => one === name)),
        });
      }
    },
  );

  it('can be made to ask by its owner alone, never by writing to the table', async () => {
    const { organization } = house.rows;
    await deps.admin`update app.organizations set mfa_required = false where id = ${organization}`;
    const names: ActorName[] = ['owner', 'admin', 'member', 'viewer', 'outsider', 'embed', 'anon'];
    const asks = (name: ActorName) =>
      reaches(deps, claimsOf(name, 'aal2'), (tx) => tx`select app.require_mfa(${organization}, true)`);
    const asked = await Promise.all(names.map(asks));
    expect(names.filter((_, index) => asked[index])).toEqual(['owner']);
    const writes = (name: ActorName) =>
      reaches(deps, claimsOf(name, 'aal2'), (tx) => tx`update app.organizations set mfa_required = true`);
    expect(await Promise.all(names.map(writes))).toEqual(names.map(() => false));
  });
});
