-- An account elsewhere that is linked when the code is traded, by whoever kept the verifier: no cookie came with the request.
alter table auth.flow_state add column if not exists pending_identity jsonb;
