import type { RouteConfig } from '@hono/zod-openapi';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { openApiDocument } from '../http/openapi.ts';
import { allRoutes, askedByPost, ownAffairs } from '../http/registry.ts';

/** Writes that offer no undo, with the reason. */
const reasons: Record<string, string> = {
  ...because('is meant to last', ['eraseContact', 'forgetInteraction']),
  ...because('has an undo of its own, for longer', ['runImport']),
  ...because('changes no record', [
    'createImport',
    'setImportMapping',
    'startExport',
    'dropExport',
    'cancelJob',
    'matchContacts',
  ]),
  ...because('is done again the other way', ['orderCustomFields', 'acceptMailGrant', 'declineMailGrant']),
  ...because('says first what it would lose', ['changeFieldType']),
  // Who works here, by which rules and keys: decided by few, and done again the other way.
  ...because('is no record of the CRM', [
    ...['updateOrganization', 'setSignInPolicy', 'setPrivacy', 'changeMember', 'removeMember', 'createInvitation'],
    ...['resendInvitation', 'revokeInvitation', 'createEmbedKey', 'revokeEmbedKey', 'createApiKey', 'changeApiKey'],
    ...['rotateApiKey', 'revokeApiKey', 'createRole', 'updateRole', 'deleteRole', 'createTeam', 'updateTeam'],
    ...['createWorkspace', 'updateWorkspace'],
  ]),
};

function because(reason: string, operations: string[]): Record<string, string> {
  return Object.fromEntries(operations.map((operation) => [operation, reason]));
}

const Schema = z.looseObject({
  $ref: z.string().optional(),
  properties: z.record(z.string(), z.unknown()).optional(),
  get allOf() {
    return z.array(Schema).optional();
  },
});
const Content = z.object({ content: z.record(z.string(), z.object({ schema: Schema })).optional() });
const Document = z.object({
  paths: z.record(z.string(), z.record(z.string(), z.object({ responses: z.record(z.string(), Content).default({}) }))),
  components: z.object({ schemas: z.record(z.string(), Schema) }),
});

describe('a write', () => {
  const { paths, components } = Document.parse(JSON.parse(JSON.stringify(openApiDocument())));
  /** Is itself a way back. */
  const back = /^(undo|restore)/;
  const writes = allRoutes.filter(({ operationId = '', method, security }) => {
    const elsewhere = ownAffairs.has(operationId) || askedByPost.has(operationId) || back.test(operationId);
    return security && method !== 'get' && !elsewhere;
  });

  /** What stands in every good answer that has a body. */
  const offers = ({ path, method }: RouteConfig) => {
    const good = Object.entries(paths[path]?.[method]?.responses ?? {}).filter(([status]) => status.startsWith('2'));
    const schemas = good.flatMap(([, { content }]) => Object.values(content ?? {}).map(({ schema }) => schema));
    return schemas.length > 0 && schemas.every(namesToken);
  };
  /** Also where the shape stands on another that names it. */
  const namesToken = (schema: z.infer<typeof Schema>): boolean => {
    const meant = schema.$ref && components.schemas[schema.$ref.split('/').at(-1) ?? ''];
    if (meant) return namesToken(meant);
    return schema.properties?.['undoToken'] !== undefined || (schema.allOf ?? []).some(namesToken);
  };

  it('offers to take back what a person might regret, or says here why not', () => {
    const without = writes.filter((route) => !offers(route)).map(({ operationId = '' }) => operationId);
    expect(without.toSorted(), 'call offerUndo, or say in this test why not').toEqual(Object.keys(reasons).toSorted());
  });

  it('offers it for every create, bulk edit, merge and move of records', () => {
    const named = /^(create|capture|log|add|record|edit|merge|move|set)[A-Z]/;
    const all = writes.flatMap(({ operationId = '' }) => (named.test(operationId) ? operationId : []));
    const without = all.filter((operation) => reasons[operation] && reasons[operation] !== 'is no record of the CRM');
    expect(without).toEqual(['createImport', 'setImportMapping']);
    expect(all.length).toBeGreaterThan(25);
  });
});
