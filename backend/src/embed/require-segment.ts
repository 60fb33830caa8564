// Owns checking that a view can bound what an embed key shows.
import { AppError } from '../errors.ts';
import type { WriteCtx } from '../http/context.ts';
import { resources } from '../views/fields/registry.ts';
import { eachCondition } from '../views/filter.ts';
import type { View } from '../views/schema.ts';
import { usableView } from '../views/select-records.ts';
import type { NewEmbedKey } from './schema.ts';

/** @throws AppError `not_found`, `view_broken`, or `invalid_input` for a view that is nobody's but one person's, or depends on who looks. */
export async function requireSegment(
  ctx: WriteCtx,
  viewId: string,
  permissions: NewEmbedKey['permissions'],
): Promise<void> {
  const { view } = await usableView(ctx, viewId);
  // It stays shared and there from now on: see app.keep_segment.
  await ctx.tx`select from app.views where organization_id = ${ctx.organizationId} and id = ${viewId} for key share`;
  const message = problemOf(view, permissions);
  if (message === undefined) return;
  throw new AppError('invalid_input', 'This view cannot bound a key.', { errors: [{ path: 'segmentId', message }] });
}

function problemOf(view: View, permissions: readonly string[]): string | undefined {
  if (!view.shared) return 'Share the view with the team first: what a page shows must not be one person’s alone.';
  const needed = resources[view.resource].permission;
  if (!permissions.includes(needed)) return `The key needs ${needed} to show this view.`;
  let personal = false;
  eachCondition(view.filter.where, ({ value }) => {
    personal ||= Array.isArray(value) && value.includes('me');
  });
  return personal ? 'This view depends on who looks. Name the people instead of “me”.' : undefined;
}
