-- What mails about signing in need: one-time tokens and sign-ins under way by PKCE. Secrets are kept as hashes only.
alter table auth.users
  add column if not exists invited_at timestamptz,
  add column if not exists confirmation_sent_at timestamptz,
  add column if not exists recovery_sent_at timestamptz,
  add column if not exists reauthentication_sent_at timestamptz,
  add column if not exists email_change_sent_at timestamptz,
  -- The side that has agreed to the change of address already: `current` or `new`.
  add column if not exists email_change_confirmed_by text;
create index if not exists users_email_change on auth.users (email_change) where email_change is not null;

create table if not exists auth.flow_state (
  id uuid primary key default gen_random_uuid(),
  user_id uuid references auth.users on delete cascade,
  auth_code_hash bytea unique,
  code_challenge text not null,
  code_challenge_method text not null check (code_challenge_method in ('s256', 'plain')),
  authentication_method text not null,
  auth_code_issued_at timestamptz,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);
create index if not exists flow_state_created_at on auth.flow_state (created_at);
create index if not exists flow_state_user_id on auth.flow_state (user_id);

create table if not exists auth.one_time_tokens (
  id uuid primary key default gen_random_uuid(),
  number bigint generated always as identity,
  user_id uuid not null references auth.users on delete cascade,
  token_type text not null check (token_type in ('confirmation_token', 'recovery_token', 'reauthentication_token',
    'email_change_token_new', 'email_change_token_current')),
  token_hash bytea not null unique,
  code_hash bytea not null,
  -- The address that the mail went to.
  relates_to text not null,
  -- Wrong codes so far.
  attempts int not null default 0,
  -- The password of the very sign-up that this mail confirms.
  encrypted_password text,
  flow_state_id uuid references auth.flow_state on delete cascade,
  expires_at timestamptz not null,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);
create index if not exists one_time_tokens_user_id on auth.one_time_tokens (user_id, token_type);
create index if not exists one_time_tokens_relates_to on auth.one_time_tokens (relates_to);
create index if not exists one_time_tokens_expires_at on auth.one_time_tokens (expires_at);
create index if not exists one_time_tokens_flow_state on auth.one_time_tokens (flow_state_id);
