// Owns creating a deal.
import { checkFields } from '../custom-fields/check-fields.ts';
import { AppError } from '../errors.ts';
import { recordEvent } from '../events/record-event.ts';
import type { StoredJson } from '../http/answer.ts';
import type { WriteCtx } from '../http/context.ts';
import { offerUndo, withUndo } from '../undo/offer-undo.ts';
import { addContacts, inRoles, placed } from './deal-contacts.ts';
import { getDeal } from './deal-queries.ts';
import { firstStage, type LiveStage, liveStage } from './deal-stage.ts';
import { checkMoney } from './money.ts';
import type { NewDeal } from './schema.ts';
import { lockStages, takePlace } from './stage-place.ts';

/**
 * Creates a deal at the top of its stage.
 * @throws AppError `not_found` when something that it names is not here, or `invalid_input`.
 */
export async function createDeal(ctx: WriteCtx, input: NewDeal): Promise<StoredJson> {
  const { tx, organizationId, actor } = ctx;
  const { amount, currency } = checkMoney({ amount: input.amount ?? null, currency: input.currency ?? null });
  const fields = await checkFields(ctx, { recordType: 'deal', given: input.fields });
  const stage = await stageFor(ctx, input);
  await lockStages(ctx, [stage.id]);
  const rank = await takePlace(ctx, { stageId: stage.id, dealId: null });
  const ownerId = input.ownerId === undefined ? actor.userId : input.ownerId;
  const [row] = await tx<{ id: string }[]>`
    insert into app.deals (organization_id, name, pipeline_id, stage_id, rank, amount, currency, expected_close,
      company_id, owner_id, tags, fields, notes, created_by)
    values (${organizationId}, ${input.name}, ${stage.pipelineId}, ${stage.id}, ${rank}, ${amount}, ${currency},
      ${input.expectedClose ?? null}, ${input.companyId ?? null}, ${ownerId}, ${input.tags ?? []}::text[],
      ${JSON.stringify(fields)}::text::jsonb, ${input.notes || null}, ${actor.userId})
    returning id`;
  if (!row) throw new Error('The deal was not inserted');
  await addContacts(ctx, row.id, placed(inRoles(input.contacts)));
  await recordEvent(ctx, 'deal.created', { subjectId: row.id, payload: {} });
  const deal = await getDeal(ctx, row.id);
  return withUndo(deal, await offerUndo(ctx, 'deal.create', { id: row.id, version: deal.version }));
}

async function stageFor(ctx: WriteCtx, { pipelineId, stageId }: NewDeal): Promise<LiveStage> {
  if (stageId === undefined) return firstStage(ctx, pipelineId);
  const stage = await liveStage(ctx, stageId);
  if (pipelineId === undefined || pipelineId === stage.pipelineId) return stage;
  const errors = [{ path: 'stageId', message: 'This stage belongs to another pipeline.' }];
  throw new AppError('invalid_input', 'Stage and pipeline do not belong together.', { errors });
}
