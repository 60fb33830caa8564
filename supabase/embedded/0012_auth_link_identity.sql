-- Ways in that a signed-in person adds: the return belongs to the session that asked, and goes on with it.
alter table auth.oauth_states add column if not exists link_session_id uuid references auth.sessions on delete cascade;
alter table auth.flow_state add column if not exists session_id uuid references auth.sessions on delete cascade;
create index if not exists oauth_states_link_session on auth.oauth_states (link_session_id);
create index if not exists flow_state_session on auth.flow_state (session_id);
