-- Networks that somebody has signed in from: who guesses from elsewhere cannot slow them down. IPv6 by /64, as one home has it.
create or replace function auth.network_of(address inet) returns inet language sql immutable as $$
  select network(set_masklen(address, case family(address) when 6 then 64 else 32 end))::inet
$$;
create table if not exists auth.sign_in_places (
  user_id uuid not null references auth.users on delete cascade,
  network inet not null,
  last_at timestamptz not null,
  primary key (user_id, network)
);
