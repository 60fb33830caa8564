// Owns the wire shapes and parameters that every resource shares.
import { z } from '@hono/zod-openapi';
import { ClientSource } from '../audit/source.ts';

export const Id = z.uuid().openapi({ description: 'UUID v7 of the row.' });
export const Timestamp = z.iso.datetime({ offset: true }).openapi({ description: 'RFC 3339 time with offset.' });

export const IdParam = z.object({ id: Id.openapi({ param: { name: 'id', in: 'path' } }) });

export const PageQuery = z.object({
  limit: z.coerce.number().int().min(1).max(200).default(50).openapi({ description: 'Rows per page, 1 to 200.' }),
  cursor: z.string().max(500).optional().openapi({ description: 'Opaque `nextCursor` of the page before.' }),
});

/** Headers that any request may carry. `Kith-Organization` picks one organization for people who belong to several. */
export const OrganizationHeader = z.object({
  'kith-organization': Id.optional().openapi({ description: 'Organization to act in. Default: the one joined first.' }),
});
export const WriteHeaders = OrganizationHeader.extend({
  'kith-source': ClientSource.optional().openapi({
    description:
      'What sends the change, for the audit log. Default: `web` for people. Embedded pages are always `widget`.',
  }),
  'idempotency-key': z.string().min(1).max(200).optional().openapi({
    description: 'A replay with the same key and body returns the first answer; another body answers 422.',
  }),
});
export const UpdateHeaders = WriteHeaders.extend({
  'if-match': z
    .string()
    .max(50)
    .optional()
    .openapi({ description: 'The version that was read, as in `ETag`: `"3"`. Missing: 428. Lost race: 412.' }),
});

export const pageOf = <T extends z.ZodType>(item: T) =>
  z.object({ items: z.array(item), nextCursor: z.string().nullable() });

/** RFC 9457 problem details with a stable `code`; extension members carry ids that the caller needs to go on. */
export const Problem = z
  .object({
    type: z.string(),
    title: z.string(),
    status: z.number().int(),
    code: z.string().openapi({ description: 'Stable, machine-readable: `version_conflict`.' }),
    detail: z.string().openapi({ description: 'What happened and what to do, in plain words.' }),
    errors: z
      .array(
        z.object({
          path: z.string(),
          message: z.string(),
          code: z.string().optional().openapi({ description: 'What is wrong: `too_big`, `invalid_format`.' }),
        }),
      )
      .optional(),
    requestId: z.string(),
    contactId: Id.optional(),
    contactIds: z.array(Id).optional(),
    companyId: Id.optional(),
    tagId: Id.optional().openapi({ description: 'The tag that has the name.' }),
    list: z
      .enum(['never_log', 'protected_recipients'])
      .optional()
      .openapi({ description: 'Which list forbids to log the message.' }),
    mergedInto: Id.optional().openapi({ description: 'Where a record that was merged lives on.' }),
    count: z.number().int().optional().openapi({ description: 'How many rows stand in the way.' }),
  })
  .openapi('Problem');

export const problem = (description: string) => ({
  description,
  content: { 'application/problem+json': { schema: Problem } },
});

/** The answer for a record that was merged into another. */
export const merged = problem('It was merged into another record, which `mergedInto` names: `record_merged`.');

export const json = <T extends z.ZodType>(description: string, schema: T) => ({
  description,
  content: { 'application/json': { schema } },
});
export const csvFile = (description: string) => ({ description, content: { 'text/csv': { schema: z.string() } } });
export const jsonBody = <T extends z.ZodType>(schema: T) => ({
  required: true,
  content: { 'application/json': { schema } },
});

/** Answers that any authenticated endpoint may give. */
export const commonProblems = {
  400: problem('Not understood: `malformed_json`, `invalid_cursor`; or nowhere to act: `organization_required`.'),
  401: problem('No valid credential: `unauthenticated`, `token_expired`, `api_key_unknown`.'),
  403: problem(
    'The credential does not allow this: `forbidden`, `origin_not_allowed`, `embed_key_unknown`, `ip_not_allowed`.',
  ),
  422: problem('Well-formed but wrong: `invalid_input` with one entry per field, `idempotency_key_reused`.'),
  429: problem('Too many requests; `Retry-After` says in how many seconds to go on: `too_many_requests`.'),
};
/** Answers of endpoints that take a body. */
export const bodyProblems = {
  413: problem('The body is over 1 MB: `body_too_large`.'),
  415: problem(
    'The body is not `application/json`: `unsupported_media_type`; or a file of another kind than can be taken: `file_is_workbook`, `file_of_other_kind`.',
  ),
};
export const notFound = { 404: problem('No such row in the caller’s organization: `not_found`.') };
/** Of records that can be merged. */
export const missing = { ...notFound, 410: merged };
export const conflict = { 409: problem('Another row stands in the way; the code and ids say which.') };
export const versionProblems = {
  412: problem('The row changed since it was read: `version_conflict`.'),
  428: problem('`If-Match` is missing: `if_match_required`.'),
};

export const security = [{ bearer: [] }];
