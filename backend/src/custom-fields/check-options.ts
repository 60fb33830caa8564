// Owns the options of a field: who has some, and that each is there once.
import { AppError } from '../errors.ts';
import { completeOptions } from './names.ts';
import type { FieldOption, FieldType } from './schema.ts';

export const hasOptions = (type: FieldType) => type === 'select' || type === 'multi_select';

/** Options with keys. @throws AppError `invalid_input` for repetitions, and for options of other types. */
export function checkOptions(type: FieldType, given: { key?: string | undefined; label: string }[]): FieldOption[] {
  const options = completeOptions(given);
  const message =
    given.length > 0 && !hasOptions(type)
      ? 'Only fields to choose from have options.'
      : options === null
        ? 'Each option must be there once.'
        : null;
  if (options !== null && message === null) return options;
  throw new AppError('invalid_input', 'The options are not right.', {
    errors: [{ path: 'options', message: message ?? 'Each option must be there once.' }],
  });
}
