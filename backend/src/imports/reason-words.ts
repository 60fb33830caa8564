// Owns the English words of a row's reason, for the file of rejected rows. Widgets have words of their own.
import type { z } from 'zod';
import type { ReasonCode } from './reading/raw-row.ts';
import type { Reason } from './schema.ts';

type WireReason = z.infer<typeof Reason>;

const words: Record<ReasonCode, string> = {
  ragged: 'The row has another number of cells than the header: {count}.',
  unreadable: 'Some letters of the row cannot be read.',
  too_long: 'The value of {column} is too long.',
  nobody: 'The row names nobody: no name and no address.',
  email_wrong: '{column}: "{value}" is no email address.',
  value_wrong: '{column}: "{value}" does not suit the field.',
  date_ambiguous: '{column}: "{value}" could be two days. Say whether day or month stands first.',
  choice_unknown: '{column}: "{value}" is none of the options.',
  stage_unknown: '{column}: there is no stage "{value}".',
  pipeline_unknown: '{column}: there is no pipeline "{value}".',
  belongs_to_several: 'The addresses of the row belong to several people.',
  deleted: 'This person was deleted here. Restore them, or let the import bring them back.',
  taken_beyond: 'A record that you do not see has "{value}" already.',
  nothing_new: 'Nothing of the row is new.',
  existing: 'The record is there already and is left alone.',
  same_row: 'The same as row {count}.',
  same_as_row: 'Joined with row {count}.',
  alike_row: 'May be the same person as row {count}.',
  imported_before: 'Imported from the same row before.',
  name_and_company: 'May be {value}, who has the same name and company.',
  name_and_domain: 'May be {value}, who has the same name and mail domain.',
  name_and_phone: 'May be {value}, who has the same name and a number that ends alike.',
  same_name: 'Matched by name.',
  kept_in_notes: '{column}: "{value}" is kept in the notes.',
  owner_unknown: 'No member is called "{value}".',
  owner_beyond: 'You may not give records to "{value}".',
  restored: 'Was deleted, and is restored.',
};

const isCode = (code: string): code is ReasonCode => Object.hasOwn(words, code);

/** A reason in words. */
export function reasonInWords({ code, ...values }: WireReason): string {
  if (!isCode(code)) return code;
  const filled = new Map<string, unknown>(Object.entries(values));
  return words[code].replace(/\{(\w+)\}/g, (_, name: string) => String(filled.get(name) ?? ''));
}
