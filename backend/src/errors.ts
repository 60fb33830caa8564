// Owns the one family of errors that verbs throw; http/problem.ts maps it to answers, the command line to plain words.

/** Stable codes and the HTTP status that each maps to. Clients and tests rely on the names. */
export const errorStatus = {
  malformed_json: 400,
  invalid_cursor: 400,
  pairing_code_invalid: 400,
  organization_required: 400,
  unauthenticated: 401,
  api_key_unknown: 401,
  identity_needed: 401,
  identity_refused: 401,
  token_expired: 401,
  embed_session_over: 401,
  forbidden: 403,
  never_logged: 403,
  origin_not_allowed: 403,
  secret_key_in_browser: 403,
  ip_not_allowed: 403,
  mfa_required: 403,
  own_factor_needed: 403,
  second_factor_needed: 403,
  embed_key_unknown: 403,
  invitation_for_other: 403,
  email_unconfirmed: 403,
  not_found: 404,
  invitation_unknown: 404,
  already_invited: 409,
  already_member: 409,
  last_owner: 409,
  pairing_not_offered: 409,
  slug_taken: 409,
  default_workspace: 409,
  workspace_archived: 409,
  role_in_use: 409,
  role_name_taken: 409,
  too_many_roles: 409,
  sandbox_follows: 409,
  contact_deleted: 409,
  contact_erased: 409,
  confirm_needed: 422,
  contact_ambiguous: 409,
  point_taken: 409,
  domain_taken: 409,
  would_lose: 409,
  relation_cycle: 409,
  label_taken: 409,
  tag_taken: 409,
  export_not_ready: 409,
  import_busy: 409,
  level_changing: 409,
  import_not_ready: 409,
  import_too_old: 409,
  pipeline_has_deals: 409,
  stage_has_deals: 409,
  stage_gone: 409,
  open_stage_needed: 409,
  record_deleted: 409,
  api_key_over: 409,
  keep_in_touch_open: 409,
  undo_unknown: 404,
  undo_used: 409,
  undo_conflict: 409,
  undo_expired: 410,
  record_merged: 410,
  invitation_over: 410,
  job_finished: 409,
  view_broken: 409,
  view_in_use: 409,
  version_conflict: 412,
  body_too_large: 413,
  file_too_large: 413,
  unsupported_media_type: 415,
  file_is_workbook: 415,
  file_of_other_kind: 415,
  invalid_input: 422,
  address_not_allowed: 422,
  file_empty: 422,
  file_not_readable: 422,
  too_many_columns: 422,
  too_many_rows: 422,
  idempotency_key_reused: 422,
  if_match_required: 428,
  too_many_requests: 429,
  unknown_job: 500,
  internal: 500,
  address_unreachable: 502,
  answer_too_large: 502,
  answer_unexpected: 502,
  redirect_refused: 502,
  too_many_redirects: 502,
  address_resting: 503,
  answer_too_slow: 504,
  mail_not_sent: 503,
  too_slow: 503,
  unavailable: 503,
} as const;

export type ErrorCode = keyof typeof errorStatus;
export interface FieldError {
  /** Path of the field with dots: `points.0.value`. */
  path: string;
  message: string;
  /** What is wrong, for programs: `too_big`, `invalid_format`, or of own fields their type. */
  code?: string;
}
export interface ErrorDetails {
  errors?: FieldError[];
  /** Ids that the caller needs to go on, such as the deleted contact that matched. */
  contactId?: string;
  contactIds?: string[];
  companyId?: string;
  /** The tag that has the name. */
  tagId?: string;
  /** Where a record that was merged lives on. */
  mergedInto?: string;
  /** Which list forbids to log a message. */
  list?: 'never_log' | 'protected_recipients';
  /** How many rows stand in the way. */
  count?: number;
  /** Headers of the answer, such as `retry-after`; not part of the body. */
  headers?: Record<string, string>;
  cause?: unknown;
}

/** A failure with a stable code and a sentence in plain words. */
export class AppError extends Error {
  override readonly name = 'AppError';
  readonly code: ErrorCode;
  readonly details: Omit<ErrorDetails, 'cause' | 'headers'>;
  readonly headers: Record<string, string>;

  constructor(code: ErrorCode, detail: string, { cause, headers = {}, ...details }: ErrorDetails = {}) {
    super(detail, { cause });
    this.headers = headers;
    this.code = code;
    this.details = details;
  }
}

/** A reason not to start, told to the person at the terminal without a stack trace. */
export class StartError extends Error {
  override readonly name = 'StartError';
}
