// Owns taking back that messages were shared, or that they are no more.
import { z } from 'zod';
import { defineUndo, undoConflict } from '../undo/define-undo.ts';
import { grantMail, revokeMail } from './grant-mail.ts';
import { NewMailGrant } from './schema.ts';

export const undoGrant = defineUndo({
  permission: 'sharing.write',
  payload: z.object({ id: z.uuid() }),
  undo: async (ctx, { id }) => {
    const [there] = await ctx.tx`
      select from app.mail_grants where organization_id = ${ctx.organizationId} and id = ${id}`;
    if (!there) throw undoConflict('It was taken back since.');
    await revokeMail(ctx, id);
    return [{ type: 'mail_grant', id }];
  },
});

export const undoRevocation = defineUndo({
  permission: 'sharing.write',
  payload: NewMailGrant.required(),
  undo: async (ctx, grant) => {
    const { json } = await grantMail(ctx, grant);
    return [{ type: 'mail_grant', id: z.object({ id: z.uuid() }).parse(JSON.parse(json)).id }];
  },
});
