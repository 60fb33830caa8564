-- Recovery codes: each stands once for the second factor. Kept as HMAC under a key outside the database.
create table if not exists auth.mfa_recovery_codes (
  code_hash bytea primary key,
  user_id uuid not null references auth.users on delete cascade,
  used_at timestamptz,
  created_at timestamptz not null default now()
);
create index if not exists mfa_recovery_codes_user_id on auth.mfa_recovery_codes (user_id);
