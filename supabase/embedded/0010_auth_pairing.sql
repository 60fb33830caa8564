-- Codes by which the browser extension gets a session of its own. One at a time for each session that shows one; it goes with it.
create table if not exists auth.pairing_codes (
  session_id uuid primary key references auth.sessions on delete cascade,
  code_hash bytea not null unique,
  user_id uuid not null references auth.users on delete cascade,
  created_at timestamptz not null default now()
);
