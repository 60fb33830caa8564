-- The network that a mail was asked for from: its code is guessed at from there and from elsewhere apart, so that no stranger elsewhere can
-- burn it. Null: nobody's network, such as links that an administrator makes.
alter table auth.one_time_tokens add column if not exists asked_from text;
alter table auth.one_time_tokens add column if not exists attempts_elsewhere integer not null default 0;
