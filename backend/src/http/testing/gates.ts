// Owns which permission each endpoint asks for, as the handlers bind it.
import { Hono } from 'hono';
import { createKeyVerifier } from '../../api-keys/verify-key.ts';
import type { Deps } from '../../deps.ts';
import { createMemberPlaces } from '../../members/member-places.ts';
import { type AppEnv, nameOf } from '../endpoint.ts';
import { noRateLimits } from '../rate-limit.ts';
import { allRoutes, resources } from '../registry.ts';

/** These open their own transaction, and ask there. */
const asksItself: Record<string, string> = {
  exportAudit: 'audit.read',
  exportContactsCsv: 'data.export',
  exportCompaniesCsv: 'data.export',
  exportDealsCsv: 'data.export',
  exportVCards: 'data.export',
  exportEverything: 'data.export',
  exportPerson: 'data.export',
  downloadExport: 'data.export',
  listOutbox: 'security.manage',
};

/** What each operation asks for; null: nothing but to be known. */
export function gatesOf(deps: Deps): (operation: string) => string | null {
  const gates = new Map();
  const hono = new Hono<AppEnv>();
  const keys = createKeyVerifier(deps);
  const api = { hono, deps, keys, places: createMemberPlaces(deps), limits: noRateLimits, gates };
  for (const { bind } of resources) bind(api);
  const byOperation = new Map(allRoutes.map((route) => [route.operationId, gates.get(nameOf(route))]));
  return (operation) => byOperation.get(operation) ?? asksItself[operation] ?? null;
}
