// Describes the endpoints of notes; handlers.ts binds them to verbs.
import { createRoute, z } from '@hono/zod-openapi';
import * as w from '../http/wire.ts';
import { RecordParam } from '../records/record-ref.ts';
import * as s from './schema.ts';

const base = { tags: ['Notes'], security: w.security };

export const createNoteRoute = createRoute({
  ...base,
  operationId: 'createNote',
  method: 'post',
  path: '/v1/notes',
  summary: 'Write a note about a record',
  request: { headers: w.WriteHeaders, body: w.jsonBody(s.NewNote) },
  responses: {
    201: w.json('Written.', s.ChangedNote),
    ...w.commonProblems,
    ...w.bodyProblems,
    ...w.notFound,
    ...w.conflict,
  },
});

export const listNotesRoute = createRoute({
  ...base,
  operationId: 'listNotes',
  method: 'get',
  path: '/v1/notes',
  summary: 'List notes, the newest first',
  request: {
    headers: w.OrganizationHeader,
    query: w.PageQuery.extend({
      record: RecordParam.optional(),
      deleted: z.enum(['true', 'false']).default('false').openapi({ description: 'True lists deleted notes only.' }),
    }),
  },
  responses: { 200: w.json('One page.', w.pageOf(s.Note)), ...w.commonProblems },
});

export const getNoteRoute = createRoute({
  ...base,
  operationId: 'getNote',
  method: 'get',
  path: '/v1/notes/{id}',
  summary: 'Read one note',
  request: { headers: w.OrganizationHeader, params: w.IdParam },
  responses: { 200: w.json('The note; `ETag` holds its version.', s.Note), ...w.commonProblems, ...w.notFound },
});

export const updateNoteRoute = createRoute({
  ...base,
  operationId: 'updateNote',
  method: 'patch',
  path: '/v1/notes/{id}',
  summary: 'Change the text of a note; its author, an admin or the owner may',
  request: { headers: w.UpdateHeaders, params: w.IdParam, body: w.jsonBody(s.NotePatch) },
  responses: {
    200: w.json('The note as it is now.', s.ChangedNote),
    ...w.commonProblems,
    ...w.bodyProblems,
    ...w.notFound,
    ...w.versionProblems,
  },
});

export const deleteNoteRoute = createRoute({
  ...base,
  operationId: 'deleteNote',
  method: 'delete',
  path: '/v1/notes/{id}',
  summary: 'Delete a note; it can be restored',
  request: { headers: w.WriteHeaders, params: w.IdParam },
  responses: { 200: w.json('The deleted note.', s.ChangedNote), ...w.commonProblems, ...w.notFound },
});

export const restoreNoteRoute = createRoute({
  ...base,
  operationId: 'restoreNote',
  method: 'post',
  path: '/v1/notes/{id}/restore',
  summary: 'Bring a deleted note back',
  request: { headers: w.WriteHeaders, params: w.IdParam },
  responses: { 200: w.json('The restored note.', s.Note), ...w.commonProblems, ...w.notFound },
});
