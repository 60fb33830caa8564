// Owns views as segments: what automations, campaigns and embed keys name to say which people are meant.
import { AppError } from '../errors.ts';
import type { ReadCtx } from '../http/context.ts';
import type { Sql } from './field.ts';
import { recordIds, usableView } from './select-records.ts';

export interface Segment {
  /** `select … id` of the people. Wrapped, because a query that is returned alone would run. */
  ids: Sql;
}

/**
 * SQL that selects the ids of the people in a view, for `where c.id in (…)`, in the caller's name: who may not see the view
 * has no such segment, and the policies of contacts hold.
 * @throws AppError `not_found`, `view_broken`, or `invalid_input` when the view is not of people.
 */
export async function segmentContacts(ctx: Pick<ReadCtx, 'tx' | 'deps' | 'actor'>, viewId: string): Promise<Segment> {
  const { view, fields } = await usableView(ctx, viewId);
  if (view.resource !== 'contacts') {
    const errors = [{ path: 'segmentId', message: 'Choose a view of people.' }];
    throw new AppError('invalid_input', 'This view is not of people.', { errors });
  }
  return { ids: recordIds(ctx, view, fields) };
}

/** Whether a person is in a view's segment now. @throws AppError as `segmentContacts`. */
export async function inSegment(ctx: Pick<ReadCtx, 'tx' | 'deps' | 'actor'>, viewId: string, contactId: string) {
  const { ids } = await segmentContacts(ctx, viewId);
  const found = await ctx.tx`select from (${ids}) as segment where segment.id = ${contactId}`;
  return found.count > 0;
}
