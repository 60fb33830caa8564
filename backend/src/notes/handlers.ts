// Binds the endpoints of notes to their verbs.
import { okJson, okStored } from '../http/answer.ts';
import { type Api, bindRead, bindWrite } from '../http/endpoint.ts';
import { versionOf } from '../http/etag.ts';
import { createNote } from './create-note.ts';
import { deleteNote, restoreNote } from './delete-note.ts';
import { listNotes } from './list-notes.ts';
import { getNote } from './note-queries.ts';
import * as routes from './routes.ts';
import { updateNote } from './update-note.ts';

export function bindNotes(api: Api): void {
  const read = 'notes.read';
  const write = 'notes.write';
  bindRead(api, { route: routes.listNotesRoute, permission: read }, async (ctx, { query }) =>
    okJson(await listNotes(ctx, query)),
  );
  bindRead(api, { route: routes.getNoteRoute, permission: read }, async (ctx, { params }) =>
    okStored(await getNote(ctx, params.id)),
  );
  bindWrite(api, { route: routes.createNoteRoute, permission: write }, async (ctx, { body }) => ({
    ...okStored(await createNote(ctx, body)),
    status: 201,
  }));
  bindWrite(api, { route: routes.updateNoteRoute, permission: write }, async (ctx, { params, headers, body }) => {
    const version = versionOf(headers['if-match']);
    return okStored(await updateNote(ctx, { id: params.id, version, body: body.body }));
  });
  bindWrite(api, { route: routes.deleteNoteRoute, permission: write }, async (ctx, { params }) =>
    okStored(await deleteNote(ctx, params.id)),
  );
  bindWrite(api, { route: routes.restoreNoteRoute, permission: write }, async (ctx, { params }) =>
    okStored(await restoreNote(ctx, params.id)),
  );
}
