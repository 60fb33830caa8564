// Owns telling which fields views of a resource know, with their operators.
import type { ReadCtx } from '../http/context.ts';
import { offeredConsents } from './fields/consents.ts';
import { offeredCurrencies } from './fields/currencies.ts';
import { readFields } from './fields/read-fields.ts';
import { resources, type ViewResource } from './fields/registry.ts';
import { operatorsOf } from './operators.ts';
import type { ViewField } from './schema.ts';

/** The standard fields first, then the organization's own in their order. */
export async function listFields(
  ctx: ReadCtx,
  resource: ViewResource,
): Promise<{ fields: ViewField[]; columns: string[] }> {
  const known = [...(await readFields(ctx, resource)).values()];
  const keys = known.map(({ key }) => key);
  const [consents, currencies] = await Promise.all([offeredConsents(ctx, keys), offeredCurrencies(ctx, known)]);
  const fields = known.map(
    ({ key, type, label, of, options, sort, editable }): ViewField => ({
      key,
      type,
      label: label ?? null,
      of: of ?? null,
      options: options ?? consents.get(key) ?? currencies.get(key) ?? [],
      operators: [...operatorsOf[type]],
      sortable: sort !== null,
      editable: editable ?? null,
    }),
  );
  return { fields, columns: resources[resource].columns };
}
