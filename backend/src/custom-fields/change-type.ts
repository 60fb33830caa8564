// Owns giving a field another type: says first what would be lost, and loses nothing that nobody confirmed.
import { isDeepStrictEqual } from 'node:util';
import { AppError } from '../errors.ts';
import { recordEvent } from '../events/record-event.ts';
import type { WriteCtx } from '../http/context.ts';
import { versionConflict } from '../http/etag.ts';
import { checkOptions, hasOptions } from './check-options.ts';
import { convertValue, type Shape, textsOf } from './convert-value.ts';
import { getField, type HeldField, holdField } from './field-queries.ts';
import { type RecordValue, valuesOf, writeValues } from './record-values.ts';
import { maxOptions, type TypeChange } from './schema.ts';

export interface WantedType {
  id: string;
  /** The version that the caller read. */
  version: number;
  change: TypeChange;
}

/**
 * Changes the type, or says what that would do. Answers JSON text and the field's version.
 * @throws AppError `not_found`, `version_conflict`, `invalid_input` or `would_lose` with how many values.
 */
export async function changeType(ctx: WriteCtx, { id, version, change }: WantedType) {
  const field = await holdField(ctx, id);
  if (field.version !== version) throw versionConflict();
  const values = await valuesOf(ctx, field);
  const to = shapeOf(field, values, change);
  const outcome = convertAll(field, to, values);
  if (!change.dryRun) {
    const count = outcome.changed + outcome.lost;
    if (count > 0 && !change.confirm) {
      throw new AppError('would_lose', `${count} values would lose something. Look first with dryRun, then confirm.`, {
        count,
      });
    }
    await apply(ctx, field, to, outcome.writes);
  }
  const now = await getField(ctx, id);
  const { writes: _, ...report } = outcome;
  const rest = JSON.stringify({ applied: !change.dryRun, ...report });
  return { json: `{"field":${now.json},${rest.slice(1)}`, version: now.version };
}

function shapeOf(field: HeldField, values: RecordValue[], { type, options, currency }: TypeChange): Shape {
  if (options === undefined && hasOptions(type) && hasOptions(field.type)) {
    return { type, options: field.options, currency };
  }
  if (options === undefined && hasOptions(type)) {
    const texts = values.flatMap(({ value }) => textsOf(value, field)).map((text) => text.trim().slice(0, 100));
    const byFold = new Map(texts.filter((text) => text !== '').map((text) => [text.toLowerCase(), text]));
    const labels = [...byFold.values()].slice(0, maxOptions);
    return {
      type,
      options: checkOptions(
        type,
        labels.map((label) => ({ label })),
      ),
      currency,
    };
  }
  return { type, options: checkOptions(type, options ?? []), currency };
}

function convertAll(field: HeldField, to: Shape, values: RecordValue[]) {
  const writes: RecordValue[] = [];
  const samples: { recordId: string; from: unknown; to: unknown }[] = [];
  const count = { total: values.length, kept: 0, changed: 0, lost: 0 };
  for (const { recordId, value } of values) {
    const converted = convertValue(value, field, to);
    const outcome = converted.value === null ? 'lost' : converted.whole ? 'kept' : 'changed';
    count[outcome] += 1;
    if (outcome !== 'kept' && samples.length < 10) samples.push({ recordId, from: value, to: converted.value });
    if (!isDeepStrictEqual(converted.value, value)) writes.push({ recordId, value: converted.value });
  }
  return { ...count, samples, writes };
}

async function apply(ctx: WriteCtx, field: HeldField, { type, options }: Shape, writes: RecordValue[]): Promise<void> {
  const { tx, organizationId } = ctx;
  await tx`
    update app.custom_fields set type = ${type}, options = ${JSON.stringify(options)}::text::jsonb
    where organization_id = ${organizationId} and id = ${field.id}`;
  await writeValues(ctx, field, writes);
  if (type === field.type) return;
  await recordEvent(ctx, 'custom_field.updated', { subjectId: field.id, payload: { changed: ['type'] } });
}
