// Owns what an organization calls its custom relations.
import type { ReadCtx, WriteCtx } from '../http/context.ts';

export interface MatchedLabel {
  id: string;
  /** True when the organization has these words the other way round: then the ends change places. */
  turned: boolean;
}

/** Finds the pair of labels without regard to case and accents, in either direction, or adds it. */
export async function matchLabel(ctx: WriteCtx, label: string, inverse: string | null): Promise<MatchedLabel> {
  const { tx, organizationId } = ctx;
  await tx`
    insert into app.relation_labels (organization_id, label, inverse_label)
    select ${organizationId}::uuid, ${label}::text,
      case when app.fold(${inverse}::text) <> app.fold(${label}::text) then ${inverse}::text end
    on conflict do nothing`;
  const [row] = await tx<MatchedLabel[]>`
    select l.id, app.fold(l.label) <> app.fold(${label}::text) as turned from app.relation_labels l,
      (select app.fold(${label}::text) as label, app.fold(coalesce(${inverse}::text, ${label}::text)) as inverse) w
    where l.organization_id = ${organizationId}
      and least(app.fold(l.label), app.fold(coalesce(l.inverse_label, l.label))) = least(w.label, w.inverse)
      and greatest(app.fold(l.label), app.fold(coalesce(l.inverse_label, l.label))) = greatest(w.label, w.inverse)`;
  if (!row) throw new Error('The label is not there');
  return row;
}

/** Lists every pair of labels in the order of the alphabet, as JSON text. */
export async function listLabels({ tx }: ReadCtx): Promise<string> {
  const [row] = await tx<{ json: string }[]>`
    select json_build_object('items', coalesce(json_agg(
      json_build_object('id', l.id, 'label', l.label, 'inverseLabel', l.inverse_label, 'version', l.version)
      order by app.fold(l.label), l.id), '[]'::json))::text as json
    from app.relation_labels l where l.organization_id = (select app.acting_organization())`;
  return row?.json ?? '{"items":[]}';
}
