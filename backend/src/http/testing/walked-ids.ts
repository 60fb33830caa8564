// Owns which ids the endpoints take in their queries, as the API's document says, and what each of them names.
import type { RouteConfig } from '@hono/zod-openapi';
import { z } from 'zod';
import { openApiDocument } from '../openapi.ts';
import { allRoutes } from '../registry.ts';
import type { Household } from './household.ts';
import { queryFor } from './walked.ts';

/** What a parameter names, by its name. A new one adds a line; `record` forms such as `contact:<id>` say it themselves. */
const named: Record<string, (home: Household) => string> = {
  actorId: ({ person }) => person.userId,
  assignee: ({ person }) => person.userId,
  companyId: ({ company }) => company,
  contactId: ({ contact }) => contact,
  moveTo: ({ stage }) => stage,
  ownerId: ({ person }) => person.userId,
  pipelineId: ({ pipeline }) => pipeline,
  recordId: ({ contact }) => contact,
  replacement: ({ role }) => role,
  replaces: (home) => home.import,
  stageId: ({ stage }) => stage,
  viewId: ({ view }) => view,
};

/** Parameters of free text, in which no id is looked for. */
const words = new Set(
  'company cursor email field fileName kind kinds linkedin name phone q search tag telegram'.split(' '),
);

const Schema = z.looseObject({
  $ref: z.string().optional(),
  type: z.union([z.string(), z.array(z.string())]).optional(),
  format: z.string().optional(),
  pattern: z.string().optional(),
  enum: z.array(z.unknown()).optional(),
  get anyOf() {
    return z.array(Schema).optional();
  },
  get allOf() {
    return z.array(Schema).optional();
  },
});
type Schema = z.infer<typeof Schema>;
const Parameter = z.object({ name: z.string(), in: z.string(), schema: Schema });
const Document = z.object({
  paths: z.record(z.string(), z.record(z.string(), z.object({ parameters: z.array(Parameter).default([]) }))),
  components: z.object({ schemas: z.record(z.string(), Schema) }),
});

export interface QueryParameter {
  route: RouteConfig;
  name: string;
  /** What it may hold: an id, a record as `contact:<id>`, something closed, or any text. */
  form: 'id' | 'record' | 'closed' | 'text';
  /** Of a record: the kinds that may stand before the colon. */
  kinds: string[];
}

/** Every parameter of every query. */
export function queryParameters(): QueryParameter[] {
  const { paths, components } = Document.parse(JSON.parse(JSON.stringify(openApiDocument())));
  const leaves = (schema: Schema): Schema[] => {
    const parts = [...(schema.anyOf ?? []), ...(schema.allOf ?? [])];
    const meant = schema.$ref && components.schemas[schema.$ref.split('/').at(-1) ?? ''];
    return meant ? leaves(meant) : parts.length > 0 ? parts.flatMap(leaves) : [schema];
  };
  return allRoutes.flatMap((route) => {
    const parameters = paths[route.path]?.[route.method]?.parameters ?? [];
    const asked = parameters.filter((parameter) => parameter.in === 'query');
    return asked.map(({ name, schema }) => ({ route, name, ...formOf(leaves(schema).filter(says)) }));
  });
}

/** A leaf that only describes says nothing of the form. */
const says = ({ type, format, pattern, enum: choices }: Schema) => [type, format, pattern, choices].some((one) => one);

function formOf(leaves: Schema[]): Pick<QueryParameter, 'form' | 'kinds'> {
  const ids = leaves.flatMap(({ pattern }) => (pattern?.includes('{8}') ? pattern : []));
  const record = ids.find((pattern) => pattern.includes(':'));
  if (record) return { form: 'record', kinds: /\(([a-z|]+)\):/.exec(record)?.[1]?.split('|') ?? [] };
  if (ids.length > 0 || leaves.some(({ format }) => format === 'uuid')) return { form: 'id', kinds: [] };
  const closed = leaves.every(
    ({ type, format, pattern, enum: choices }) => type !== 'string' || format || pattern || choices,
  );
  return { form: closed ? 'closed' : 'text', kinds: [] };
}

/** Parameters that nobody has said anything of. */
export const unknownParameters = (): string[] =>
  queryParameters().flatMap(({ route, name, form, kinds }) => {
    const known =
      form === 'closed' ||
      (form === 'text' && (words.has(name) || Object.hasOwn(named, name))) ||
      (form === 'id' && Object.hasOwn(named, name) && !words.has(name)) ||
      (form === 'record' && kinds.length > 0 && kinds.every(isRecordKind));
    return known ? [] : [`${route.operationId} ${name}`];
  });

const isRecordKind = (kind: string) => kind === 'contact' || kind === 'company' || kind === 'deal';
const recordsOf = ({ contact, company, deal }: Household): Record<string, string> => ({ contact, company, deal });

export interface AskedWithId {
  route: RouteConfig;
  /** As a test is called: `listTasks record=contact`. */
  title: string;
  /** The query that names a row of `other` and else what is at home. */
  query(home: Household, other: Household): string;
}

/** Each endpoint with each parameter that takes an id; with each kind of record where it takes several. */
export function askedWithIds(): AskedWithId[] {
  const asked = (route: RouteConfig, name: string, more: string, idOf: (other: Household) => string) => ({
    route,
    title: `${route.operationId} ${name}${more}`,
    query: (home: Household, other: Household) => {
      const query = new URLSearchParams(queryFor(route.path, home));
      query.set(name, idOf(other));
      return `?${query}`;
    },
  });
  return queryParameters().flatMap(({ route, name, form, kinds }) => {
    if (form === 'record')
      return kinds.map((kind) => asked(route, name, `=${kind}`, (other) => `${kind}:${recordsOf(other)[kind]}`));
    const idOf = named[name];
    return form !== 'closed' && idOf ? [asked(route, name, '', idOf)] : [];
  });
}
