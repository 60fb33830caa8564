// Owns the shape in which every kind of file arrives: numbered rows of text cells.

/** Why a row cannot be imported, or what was noticed about it. `column` is the header; `value` what stood there. */
export interface RowReason {
  code: ReasonCode;
  column?: string;
  value?: string;
  /** Number of the other row, or of cells. */
  count?: number;
  /** Another record that it speaks of. */
  recordId?: string;
}

export type ReasonCode =
  // Rejected as it was read.
  | 'ragged'
  | 'unreadable'
  | 'too_long'
  // Rejected for what it says.
  | 'nobody'
  | 'email_wrong'
  | 'value_wrong'
  | 'date_ambiguous'
  | 'choice_unknown'
  | 'stage_unknown'
  | 'pipeline_unknown'
  | 'belongs_to_several'
  | 'deleted'
  | 'taken_beyond'
  // Skipped.
  | 'nothing_new'
  | 'existing'
  | 'same_row'
  // Imported, with a remark.
  | 'same_as_row'
  | 'alike_row'
  | 'imported_before'
  | 'name_and_company'
  | 'name_and_domain'
  | 'name_and_phone'
  | 'same_name'
  | 'kept_in_notes'
  | 'owner_unknown'
  | 'owner_beyond'
  | 'restored';

export interface RawRow {
  /** As a spreadsheet numbers it: the first line of the file is row 1. */
  row: number;
  cells: string[];
  /** Set when the row could not be read as the header promises. */
  problem?: RowReason;
}

/** Separates several values in one cell, in Google's exports and in rows made from vCards. */
export const valueSeparator = ' ::: ';
