-- Sign-ins under way at another provider. Each row serves one return from there, within ten minutes.
create table if not exists auth.oauth_states (
  state_hash bytea primary key,
  provider text not null,
  nonce text not null,
  code_verifier text not null,
  -- Where to lead to afterwards, checked already.
  redirect_to text not null,
  flow_state_id uuid references auth.flow_state on delete cascade,
  created_at timestamptz not null default now()
);
create index if not exists oauth_states_created_at on auth.oauth_states (created_at);
-- When a mail or another provider last proved that the address is the user's own: an install that asks for no confirmation has
-- accounts of which nobody knows.
alter table auth.users add column if not exists email_proven_at timestamptz;
update auth.users set email_proven_at = email_confirmed_at
  where email_proven_at is null and email_confirmed_at is not null and confirmation_sent_at is not null;
