-- The schema after all migrations, read from PostgreSQL's catalogs by tests/support/schema-dump.ts.
-- Not run by anybody: a test compares it with what the migrations make. Renew it with RENEW_SCHEMA=1 npm test.

create table act (
  poll_id uuid not null,
  act_key text not null,
  network_id uuid not null,
  constraint act_network_id_fkey FOREIGN KEY (network_id) REFERENCES network(id),
  constraint act_network_id_poll_id_fkey FOREIGN KEY (network_id, poll_id) REFERENCES poll(network_id, id),
  constraint act_pkey PRIMARY KEY (poll_id, act_key)
);
alter table act enable row level security;
create policy own_network on act for all to public using (network_id = current_network()) with check (network_id = current_network());
grant delete, insert, select, update on act to verbund_service;

create table activity_seen (
  network_id uuid not null,
  conversation_id text not null,
  activity_id text not null,
  at timestamp with time zone not null,
  constraint activity_seen_network_id_fkey FOREIGN KEY (network_id) REFERENCES network(id),
  constraint activity_seen_pkey PRIMARY KEY (network_id, conversation_id, activity_id)
);
alter table activity_seen enable row level security;
create policy own_network on activity_seen for all to public using (network_id = current_network()) with check (network_id = current_network());
grant delete, insert, select, update on activity_seen to verbund_service;

create table answer (
  round_id uuid not null,
  organisation_id uuid not null,
  network_id uuid not null,
  answered_at timestamp with time zone not null,
  revision integer not null,
  constraint answer_network_id_fkey FOREIGN KEY (network_id) REFERENCES network(id),
  constraint answer_network_id_round_id_fkey FOREIGN KEY (network_id, round_id) REFERENCES round(network_id, id),
  constraint answer_round_id_organisation_id_fkey FOREIGN KEY (round_id, organisation_id) REFERENCES round_organisation(round_id, organisation_id),
  constraint answer_pkey PRIMARY KEY (round_id, organisation_id)
);
alter table answer enable row level security;
create policy own_network on answer for all to public using (network_id = current_network()) with check (network_id = current_network());
grant delete, insert, select, update on answer to verbund_service;

create table answer_act (
  round_id uuid not null,
  act_key text not null,
  network_id uuid not null,
  constraint answer_act_network_id_fkey FOREIGN KEY (network_id) REFERENCES network(id),
  constraint answer_act_network_id_round_id_fkey FOREIGN KEY (network_id, round_id) REFERENCES round(network_id, id),
  constraint answer_act_pkey PRIMARY KEY (round_id, act_key)
);
alter table answer_act enable row level security;
create policy own_network on answer_act for all to public using (network_id = current_network()) with check (network_id = current_network());
grant delete, insert, select, update on answer_act to verbund_service;

create table answer_change (
  id bigint not null generated always as identity,
  network_id uuid not null,
  round_id uuid not null,
  organisation_id uuid not null,
  at timestamp with time zone not null,
  member_id uuid not null,
  what text not null,
  data jsonb not null,
  constraint answer_change_what_check CHECK ((what = ANY (ARRAY['added'::text, 'changed'::text, 'removed'::text, 'none'::text, 'same'::text, 'withdrawn'::text]))),
  constraint answer_change_network_id_fkey FOREIGN KEY (network_id) REFERENCES network(id),
  constraint answer_change_network_id_member_id_fkey FOREIGN KEY (network_id, member_id) REFERENCES member(network_id, id),
  constraint answer_change_network_id_round_id_fkey FOREIGN KEY (network_id, round_id) REFERENCES round(network_id, id),
  constraint answer_change_round_id_organisation_id_fkey FOREIGN KEY (round_id, organisation_id) REFERENCES round_organisation(round_id, organisation_id),
  constraint answer_change_pkey PRIMARY KEY (id)
);
CREATE INDEX answer_change_of_answer ON verbund.answer_change USING btree (round_id, organisation_id, id);
CREATE INDEX answer_change_of_member ON verbund.answer_change USING btree (member_id);
alter table answer_change enable row level security;
create policy own_network on answer_change for all to public using (network_id = current_network()) with check (network_id = current_network());
grant delete, insert, select, update on answer_change to verbund_service;

create table audit_entry (
  network_id uuid not null,
  number bigint not null,
  at timestamp with time zone not null,
  actor_id uuid,
  door text not null,
  what text not null,
  matter_kind text,
  matter_id text,
  data jsonb not null,
  previous text not null,
  hash text not null,
  constraint audit_entry_door_check CHECK ((door = ANY (ARRAY['teams'::text, 'tab'::text, 'link'::text, 'service'::text]))),
  constraint audit_entry_network_id_actor_id_fkey FOREIGN KEY (network_id, actor_id) REFERENCES member(network_id, id),
  constraint audit_entry_network_id_fkey FOREIGN KEY (network_id) REFERENCES network(id),
  constraint audit_entry_pkey PRIMARY KEY (network_id, number)
);
CREATE INDEX audit_entry_at ON verbund.audit_entry USING btree (network_id, at);
CREATE INDEX audit_entry_of_actor ON verbund.audit_entry USING btree (network_id, actor_id, number);
CREATE INDEX audit_entry_of_deed ON verbund.audit_entry USING btree (network_id, what, number);
CREATE INDEX audit_entry_of_matter ON verbund.audit_entry USING btree (network_id, matter_id, number);
CREATE TRIGGER naming AFTER INSERT ON verbund.audit_entry FOR EACH ROW EXECUTE FUNCTION note_naming();
alter table audit_entry enable row level security;
create policy own_network on audit_entry for all to public using (network_id = current_network());
grant select on audit_entry to verbund_service;

create table audit_naming (
  network_id uuid not null,
  member_id uuid not null,
  number bigint not null,
  constraint audit_naming_network_id_number_fkey FOREIGN KEY (network_id, number) REFERENCES audit_entry(network_id, number) ON DELETE CASCADE,
  constraint audit_naming_pkey PRIMARY KEY (network_id, member_id, number)
);
CREATE INDEX audit_naming_of_entry ON verbund.audit_naming USING btree (network_id, number);
alter table audit_naming enable row level security;
create policy own_network on audit_naming for all to public using (network_id = current_network());
grant select on audit_naming to verbund_service;

create table ballot (
  poll_id uuid not null,
  voter_key text not null,
  network_id uuid not null,
  content jsonb not null,
  constraint ballot_network_id_fkey FOREIGN KEY (network_id) REFERENCES network(id),
  constraint ballot_network_id_poll_id_fkey FOREIGN KEY (network_id, poll_id) REFERENCES poll(network_id, id),
  constraint ballot_pkey PRIMARY KEY (poll_id, voter_key)
);
alter table ballot enable row level security;
create policy own_network on ballot for all to public using (network_id = current_network()) with check (network_id = current_network());
grant delete, insert, select, update on ballot to verbund_service;

create table booking (
  id uuid not null,
  network_id uuid not null,
  offer_id uuid not null,
  organisation_id uuid not null,
  position bigint not null generated always as identity,
  places integer not null,
  state text not null,
  named boolean not null,
  booked_by uuid,
  booked_at timestamp with time zone not null,
  changed_by uuid,
  changed_at timestamp with time zone,
  nonce text not null,
  constraint booking_places_check CHECK (((places >= 1) AND (places <= 20))),
  constraint booking_state_check CHECK ((state = ANY (ARRAY['booked'::text, 'waiting'::text, 'cancelled'::text]))),
  constraint booking_network_id_booked_by_fkey FOREIGN KEY (network_id, booked_by) REFERENCES member(network_id, id),
  constraint booking_network_id_changed_by_fkey FOREIGN KEY (network_id, changed_by) REFERENCES member(network_id, id),
  constraint booking_network_id_fkey FOREIGN KEY (network_id) REFERENCES network(id),
  constraint booking_network_id_offer_id_fkey FOREIGN KEY (network_id, offer_id) REFERENCES offer(network_id, id),
  constraint booking_network_id_organisation_id_fkey FOREIGN KEY (network_id, organisation_id) REFERENCES organisation(network_id, id),
  constraint booking_pkey PRIMARY KEY (id),
  constraint booking_network_id_id_key UNIQUE (network_id, id),
  constraint booking_offer_id_organisation_id_nonce_key UNIQUE (offer_id, organisation_id, nonce)
);
CREATE INDEX booking_of_offer ON verbund.booking USING btree (offer_id, state, "position");
CREATE INDEX booking_of_organisation ON verbund.booking USING btree (organisation_id, offer_id);
alter table booking enable row level security;
create policy own_network on booking for all to public using (network_id = current_network()) with check (network_id = current_network());
grant delete, insert, select, update on booking to verbund_service;

create table booking_act (
  booking_id uuid not null,
  act_key text not null,
  network_id uuid not null,
  constraint booking_act_network_id_booking_id_fkey FOREIGN KEY (network_id, booking_id) REFERENCES booking(network_id, id),
  constraint booking_act_network_id_fkey FOREIGN KEY (network_id) REFERENCES network(id),
  constraint booking_act_pkey PRIMARY KEY (booking_id, act_key)
);
alter table booking_act enable row level security;
create policy own_network on booking_act for all to public using (network_id = current_network()) with check (network_id = current_network());
grant delete, insert, select, update on booking_act to verbund_service;

create table candidacy (
  election_id uuid not null,
  member_id uuid not null,
  network_id uuid not null,
  state text not null,
  proposed_by uuid,
  asked_at timestamp with time zone not null,
  answered_at timestamp with time zone,
  constraint candidacy_state_check CHECK ((state = ANY (ARRAY['asked'::text, 'accepted'::text, 'declined'::text, 'withdrawn'::text]))),
  constraint candidacy_network_id_election_id_fkey FOREIGN KEY (network_id, election_id) REFERENCES election(network_id, id),
  constraint candidacy_network_id_fkey FOREIGN KEY (network_id) REFERENCES network(id),
  constraint candidacy_network_id_member_id_fkey FOREIGN KEY (network_id, member_id) REFERENCES member(network_id, id),
  constraint candidacy_network_id_proposed_by_fkey FOREIGN KEY (network_id, proposed_by) REFERENCES member(network_id, id),
  constraint candidacy_pkey PRIMARY KEY (election_id, member_id)
);
alter table candidacy enable row level security;
create policy own_network on candidacy for all to public using (network_id = current_network()) with check (network_id = current_network());
grant delete, insert, select, update on candidacy to verbund_service;

create table channel (
  id uuid not null,
  network_id uuid not null,
  group_id uuid,
  kind text not null,
  conversation_id text not null,
  team_id text,
  service_url text,
  installed boolean not null default false,
  team_group_id text,
  name text,
  member_id uuid,
  language text,
  used_at timestamp with time zone not null default now(),
  team_name text,
  constraint channel_kind_check CHECK ((kind = ANY (ARRAY['channel'::text, 'group-chat'::text, 'personal'::text]))),
  constraint channel_language_check CHECK ((language = ANY (ARRAY['de'::text, 'en'::text]))),
  constraint channel_network_id_fkey FOREIGN KEY (network_id) REFERENCES network(id),
  constraint channel_network_id_group_id_fkey FOREIGN KEY (network_id, group_id) REFERENCES working_group(network_id, id),
  constraint channel_network_id_member_id_fkey FOREIGN KEY (network_id, member_id) REFERENCES member(network_id, id),
  constraint channel_pkey PRIMARY KEY (id),
  constraint channel_network_id_conversation_id_key UNIQUE (network_id, conversation_id),
  constraint channel_network_id_id_key UNIQUE (network_id, id)
);
CREATE INDEX channel_of_group ON verbund.channel USING btree (group_id);
CREATE INDEX channel_of_member ON verbund.channel USING btree (member_id) WHERE (member_id IS NOT NULL);
alter table channel enable row level security;
create policy own_network on channel for all to public using (network_id = current_network()) with check (network_id = current_network());
grant delete, insert, select, update on channel to verbund_service;

create table channel_departure (
  channel_id uuid not null,
  member_id uuid not null,
  network_id uuid not null,
  at timestamp with time zone not null,
  constraint channel_departure_network_id_channel_id_fkey FOREIGN KEY (network_id, channel_id) REFERENCES channel(network_id, id) ON DELETE CASCADE,
  constraint channel_departure_network_id_fkey FOREIGN KEY (network_id) REFERENCES network(id),
  constraint channel_departure_network_id_member_id_fkey FOREIGN KEY (network_id, member_id) REFERENCES member(network_id, id),
  constraint channel_departure_pkey PRIMARY KEY (channel_id, member_id)
);
CREATE INDEX channel_departure_of_member ON verbund.channel_departure USING btree (member_id);
alter table channel_departure enable row level security;
create policy own_network on channel_departure for all to public using (network_id = current_network()) with check (network_id = current_network());
grant delete, insert, select, update on channel_departure to verbund_service;

create table chat_choice (
  network_id uuid not null,
  member_id uuid not null,
  conversation_id text not null,
  chosen_at timestamp with time zone not null,
  constraint chat_choice_network_id_fkey FOREIGN KEY (network_id) REFERENCES network(id),
  constraint chat_choice_network_id_member_id_fkey FOREIGN KEY (network_id, member_id) REFERENCES member(network_id, id),
  constraint chat_choice_pkey PRIMARY KEY (member_id, conversation_id)
);
alter table chat_choice enable row level security;
create policy own_network on chat_choice for all to public using (network_id = current_network()) with check (network_id = current_network());
grant delete, insert, select, update on chat_choice to verbund_service;

create table directory_finding (
  member_id uuid not null,
  network_id uuid not null,
  run_id uuid not null,
  what text not null,
  object_id text not null,
  constraint directory_finding_what_check CHECK ((what = ANY (ARRAY['gone'::text, 'disabled'::text, 'back'::text]))),
  constraint directory_finding_network_id_fkey FOREIGN KEY (network_id) REFERENCES network(id),
  constraint directory_finding_network_id_member_id_fkey FOREIGN KEY (network_id, member_id) REFERENCES member(network_id, id),
  constraint directory_finding_network_id_run_id_fkey FOREIGN KEY (network_id, run_id) REFERENCES directory_run(network_id, id) ON DELETE CASCADE,
  constraint directory_finding_pkey PRIMARY KEY (member_id)
);
CREATE INDEX directory_finding_of_run ON verbund.directory_finding USING btree (network_id, run_id);
alter table directory_finding enable row level security;
create policy own_network on directory_finding for all to public using (network_id = current_network()) with check (network_id = current_network());
grant delete, insert, select, update on directory_finding to verbund_service;

create table directory_run (
  id uuid not null,
  network_id uuid not null,
  number bigint not null generated always as identity,
  at timestamp with time zone not null,
  by_itself boolean not null,
  failure text,
  asked integer not null,
  marked integer not null default 0,
  vacated uuid[] not null default '{}'::uuid[],
  constraint directory_run_network_id_fkey FOREIGN KEY (network_id) REFERENCES network(id),
  constraint directory_run_pkey PRIMARY KEY (id),
  constraint directory_run_network_id_id_key UNIQUE (network_id, id)
);
CREATE INDEX directory_run_latest ON verbund.directory_run USING btree (network_id, number DESC);
alter table directory_run enable row level security;
create policy own_network on directory_run for all to public using (network_id = current_network()) with check (network_id = current_network());
grant delete, insert, select, update on directory_run to verbund_service;

create table election (
  id uuid not null,
  network_id uuid not null,
  group_id uuid not null,
  title text not null,
  places integer not null,
  term_from date not null,
  term_to date not null,
  electorate text not null,
  opens_at timestamp with time zone not null,
  deadline timestamp with time zone not null,
  zone text not null,
  state text not null,
  called_by uuid not null,
  called_at timestamp with time zone not null,
  form_nonce text not null,
  poll_id uuid,
  filled_at timestamp with time zone,
  revision integer not null,
  constraint election_check CHECK ((opens_at <= deadline)),
  constraint election_check1 CHECK ((term_from <= term_to)),
  constraint election_electorate_check CHECK ((electorate = ANY (ARRAY['group'::text, 'network'::text]))),
  constraint election_places_check CHECK (((places >= 1) AND (places <= 20))),
  constraint election_state_check CHECK ((state = ANY (ARRAY['standing'::text, 'short'::text, 'voting'::text, 'called-off'::text]))),
  constraint election_network_id_called_by_fkey FOREIGN KEY (network_id, called_by) REFERENCES member(network_id, id),
  constraint election_network_id_fkey FOREIGN KEY (network_id) REFERENCES network(id),
  constraint election_network_id_group_id_fkey FOREIGN KEY (network_id, group_id) REFERENCES working_group(network_id, id),
  constraint election_network_id_poll_id_fkey FOREIGN KEY (network_id, poll_id) REFERENCES poll(network_id, id),
  constraint election_pkey PRIMARY KEY (id),
  constraint election_network_id_form_nonce_key UNIQUE (network_id, form_nonce),
  constraint election_network_id_id_key UNIQUE (network_id, id)
);
CREATE INDEX election_due ON verbund.election USING btree (opens_at) WHERE (state = 'standing'::text);
CREATE INDEX election_of_group ON verbund.election USING btree (group_id, called_at DESC);
CREATE UNIQUE INDEX election_of_poll ON verbund.election USING btree (poll_id);
alter table election enable row level security;
create policy own_network on election for all to public using (network_id = current_network()) with check (network_id = current_network());
grant delete, insert, select, update on election to verbund_service;

create table election_trace (
  id bigint not null generated always as identity,
  network_id uuid not null,
  election_id uuid not null,
  at timestamp with time zone not null,
  what text not null,
  member_id uuid,
  data jsonb not null,
  constraint election_trace_network_id_election_id_fkey FOREIGN KEY (network_id, election_id) REFERENCES election(network_id, id),
  constraint election_trace_network_id_fkey FOREIGN KEY (network_id) REFERENCES network(id),
  constraint election_trace_network_id_member_id_fkey FOREIGN KEY (network_id, member_id) REFERENCES member(network_id, id),
  constraint election_trace_pkey PRIMARY KEY (id)
);
CREATE INDEX election_trace_of_election ON verbund.election_trace USING btree (election_id, id);
alter table election_trace enable row level security;
create policy own_network on election_trace for all to public using (network_id = current_network()) with check (network_id = current_network());
grant delete, insert, select, update on election_trace to verbund_service;

create table election_voter (
  election_id uuid not null,
  member_id uuid not null,
  network_id uuid not null,
  constraint election_voter_network_id_election_id_fkey FOREIGN KEY (network_id, election_id) REFERENCES election(network_id, id),
  constraint election_voter_network_id_fkey FOREIGN KEY (network_id) REFERENCES network(id),
  constraint election_voter_network_id_member_id_fkey FOREIGN KEY (network_id, member_id) REFERENCES member(network_id, id),
  constraint election_voter_pkey PRIMARY KEY (election_id, member_id)
);
CREATE INDEX election_voter_of_member ON verbund.election_voter USING btree (member_id, election_id);
alter table election_voter enable row level security;
create policy own_network on election_voter for all to public using (network_id = current_network()) with check (network_id = current_network());
grant delete, insert, select, update on election_voter to verbund_service;

create table gap_report (
  id uuid not null,
  network_id uuid not null,
  quarter quarter not null,
  made_at timestamp with time zone not null,
  data jsonb not null,
  constraint gap_report_network_id_fkey FOREIGN KEY (network_id) REFERENCES network(id),
  constraint gap_report_pkey PRIMARY KEY (id),
  constraint gap_report_network_id_id_key UNIQUE (network_id, id),
  constraint gap_report_network_id_quarter_key UNIQUE (network_id, quarter)
);
alter table gap_report enable row level security;
create policy own_network on gap_report for all to public using (network_id = current_network()) with check (network_id = current_network());
grant insert, select on gap_report to verbund_service;

create table join_request (
  id uuid not null,
  network_id uuid not null,
  group_id uuid not null,
  member_id uuid not null,
  asked_at timestamp with time zone not null,
  answered_at timestamp with time zone,
  answered_by uuid,
  accepted boolean,
  constraint join_request_network_id_answered_by_fkey FOREIGN KEY (network_id, answered_by) REFERENCES member(network_id, id),
  constraint join_request_network_id_fkey FOREIGN KEY (network_id) REFERENCES network(id),
  constraint join_request_network_id_group_id_fkey FOREIGN KEY (network_id, group_id) REFERENCES working_group(network_id, id),
  constraint join_request_network_id_member_id_fkey FOREIGN KEY (network_id, member_id) REFERENCES member(network_id, id),
  constraint join_request_pkey PRIMARY KEY (id),
  constraint join_request_network_id_id_key UNIQUE (network_id, id)
);
CREATE INDEX join_request_of_member ON verbund.join_request USING btree (member_id);
CREATE UNIQUE INDEX join_request_open ON verbund.join_request USING btree (group_id, member_id) WHERE (answered_at IS NULL);
alter table join_request enable row level security;
create policy own_network on join_request for all to public using (network_id = current_network()) with check (network_id = current_network());
grant delete, insert, select, update on join_request to verbund_service;

create table lane (
  network_id uuid not null,
  conversation_id text not null,
  held_by uuid,
  held_until timestamp with time zone,
  paused_until timestamp with time zone,
  requests timestamp with time zone[] not null default '{}'::timestamp with time zone[],
  edits timestamp with time zone[] not null default '{}'::timestamp with time zone[],
  shut text,
  shut_at timestamp with time zone,
  probe_at timestamp with time zone,
  reads timestamp with time zone[] not null default '{}'::timestamp with time zone[],
  constraint lane_network_id_fkey FOREIGN KEY (network_id) REFERENCES network(id),
  constraint lane_pkey PRIMARY KEY (network_id, conversation_id)
);
alter table lane enable row level security;
create policy own_network on lane for all to public using (network_id = current_network()) with check (network_id = current_network());
grant delete, insert, select, update on lane to verbund_service;

create table link (
  id uuid not null,
  network_id uuid not null,
  member_id uuid not null,
  purpose text not null,
  matter_id uuid not null,
  made_at timestamp with time zone not null,
  made_by uuid,
  expires_at timestamp with time zone not null,
  revoked_at timestamp with time zone,
  revoked_by uuid,
  opened_at timestamp with time zone,
  browser text,
  constraint link_network_id_fkey FOREIGN KEY (network_id) REFERENCES network(id),
  constraint link_network_id_made_by_fkey FOREIGN KEY (network_id, made_by) REFERENCES member(network_id, id),
  constraint link_network_id_member_id_fkey FOREIGN KEY (network_id, member_id) REFERENCES member(network_id, id),
  constraint link_network_id_revoked_by_fkey FOREIGN KEY (network_id, revoked_by) REFERENCES member(network_id, id),
  constraint link_pkey PRIMARY KEY (id)
);
CREATE INDEX link_expiry ON verbund.link USING btree (network_id, expires_at);
CREATE UNIQUE INDEX link_live ON verbund.link USING btree (member_id, purpose, matter_id, ((made_by IS NULL))) WHERE (revoked_at IS NULL);
CREATE INDEX link_of_member ON verbund.link USING btree (member_id, made_at);
alter table link enable row level security;
create policy own_network on link for all to public using (network_id = current_network()) with check (network_id = current_network());
grant delete, insert, select, update on link to verbund_service;

create table live_worker (
  worker_id text not null,
  seen_at timestamp with time zone not null,
  constraint live_worker_pkey PRIMARY KEY (worker_id)
);

create table member (
  id uuid not null,
  network_id uuid not null,
  organisation_id uuid not null,
  name text not null,
  aad_object_id text,
  teams_user_id text,
  language text not null,
  office boolean not null default false,
  mail text,
  digest text not null default 'daily'::text,
  left_at timestamp with time zone,
  left_why text,
  home_tenant_id text,
  erased_at timestamp with time zone,
  constraint member_digest_check CHECK ((digest = ANY (ARRAY['daily'::text, 'weekly'::text]))),
  constraint member_home_tenant_id_check CHECK ((home_tenant_id = lower(home_tenant_id))),
  constraint member_language_check CHECK ((language = ANY (ARRAY['de'::text, 'en'::text]))),
  constraint member_left_why_check CHECK ((left_why = ANY (ARRAY['removed'::text, 'left-tenant'::text, 'erased'::text]))),
  constraint member_network_id_fkey FOREIGN KEY (network_id) REFERENCES network(id),
  constraint member_network_id_organisation_id_fkey FOREIGN KEY (network_id, organisation_id) REFERENCES organisation(network_id, id),
  constraint member_pkey PRIMARY KEY (id),
  constraint member_network_id_aad_object_id_key UNIQUE (network_id, aad_object_id),
  constraint member_network_id_id_key UNIQUE (network_id, id)
);
CREATE INDEX member_gone ON verbund.member USING btree (network_id, left_at) WHERE ((left_at IS NOT NULL) AND (erased_at IS NULL));
CREATE UNIQUE INDEX member_mail ON verbund.member USING btree (network_id, lower(mail)) WHERE (mail IS NOT NULL);
CREATE INDEX member_of_object ON verbund.member USING btree (aad_object_id) WHERE ((aad_object_id IS NOT NULL) AND (left_at IS NULL));
CREATE TRIGGER tell_member AFTER UPDATE ON verbund.member REFERENCING OLD TABLE AS old_rows NEW TABLE AS now_rows FOR EACH STATEMENT EXECUTE FUNCTION tell_of_members();
alter table member enable row level security;
create policy own_network on member for all to public using (network_id = current_network()) with check (network_id = current_network());
grant delete, insert, select, update on member to verbund_service;

create table membership (
  network_id uuid not null,
  group_id uuid not null,
  member_id uuid not null,
  role text not null,
  joined_at timestamp with time zone not null default now(),
  constraint membership_role_check CHECK ((role = ANY (ARRAY['coordinator'::text, 'member'::text, 'observer'::text]))),
  constraint membership_network_id_fkey FOREIGN KEY (network_id) REFERENCES network(id),
  constraint membership_network_id_group_id_fkey FOREIGN KEY (network_id, group_id) REFERENCES working_group(network_id, id),
  constraint membership_network_id_member_id_fkey FOREIGN KEY (network_id, member_id) REFERENCES member(network_id, id),
  constraint membership_pkey PRIMARY KEY (group_id, member_id)
);
CREATE INDEX membership_of_member ON verbund.membership USING btree (member_id);
CREATE TRIGGER tell_in AFTER INSERT ON verbund.membership REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION tell_of_people();
CREATE TRIGGER tell_out AFTER DELETE ON verbund.membership REFERENCING OLD TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION tell_of_people();
CREATE TRIGGER tell_role AFTER UPDATE ON verbund.membership REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION tell_of_people();
alter table membership enable row level security;
create policy own_network on membership for all to public using (network_id = current_network()) with check (network_id = current_network());
grant delete, insert, select, update on membership to verbund_service;

create table migration (
  number integer not null,
  name text not null,
  hash text not null,
  at timestamp with time zone not null default now(),
  constraint migration_pkey PRIMARY KEY (number)
);

create table need (
  id uuid not null,
  network_id uuid not null,
  round_id uuid not null,
  organisation_id uuid not null,
  topic_id uuid not null,
  heads integer not null,
  parts jsonb not null,
  from_quarter quarter,
  to_quarter quarter,
  region_id uuid,
  occupation text not null,
  note text not null,
  joint boolean not null,
  visible boolean not null,
  constraint need_heads_check CHECK (((heads >= 1) AND (heads <= 100000))),
  constraint need_network_id_fkey FOREIGN KEY (network_id) REFERENCES network(id),
  constraint need_network_id_region_id_fkey FOREIGN KEY (network_id, region_id) REFERENCES region(network_id, id),
  constraint need_network_id_round_id_fkey FOREIGN KEY (network_id, round_id) REFERENCES round(network_id, id),
  constraint need_network_id_topic_id_fkey FOREIGN KEY (network_id, topic_id) REFERENCES topic(network_id, id),
  constraint need_round_id_organisation_id_fkey FOREIGN KEY (round_id, organisation_id) REFERENCES answer(round_id, organisation_id) ON DELETE CASCADE,
  constraint need_pkey PRIMARY KEY (id)
);
CREATE INDEX need_of_answer ON verbund.need USING btree (round_id, organisation_id);
CREATE INDEX need_of_topic ON verbund.need USING btree (topic_id, round_id);
alter table need enable row level security;
create policy own_network on need for all to public using (network_id = current_network()) with check (network_id = current_network());
grant delete, insert, select, update on need to verbund_service;

create table network (
  id uuid not null,
  tenant_id text not null,
  name text not null,
  state text not null,
  language text not null,
  zone text not null,
  created_at timestamp with time zone not null,
  least_families integer not null default 3,
  least_distance integer not null default 15,
  runs_until date,
  constraint network_language_check CHECK ((language = ANY (ARRAY['de'::text, 'en'::text]))),
  constraint network_least_distance_check CHECK (((least_distance >= 10) AND (least_distance <= 100))),
  constraint network_least_families_check CHECK (((least_families >= 3) AND (least_families <= 20))),
  constraint network_pkey PRIMARY KEY (id),
  constraint network_tenant_id_key UNIQUE (tenant_id)
);
alter table network enable row level security;
create policy own_network on network for all to public using (id = current_network()) with check (id = current_network());
grant insert, select, update on network to verbund_service;

create table newcomer (
  network_id uuid not null,
  group_id uuid not null,
  mark text not null,
  seen_at timestamp with time zone not null,
  constraint newcomer_network_id_fkey FOREIGN KEY (network_id) REFERENCES network(id),
  constraint newcomer_network_id_group_id_fkey FOREIGN KEY (network_id, group_id) REFERENCES working_group(network_id, id),
  constraint newcomer_pkey PRIMARY KEY (group_id, mark)
);
alter table newcomer enable row level security;
create policy own_network on newcomer for all to public using (network_id = current_network()) with check (network_id = current_network());
grant delete, insert, select, update on newcomer to verbund_service;

create table notice (
  id uuid not null,
  network_id uuid not null,
  member_id uuid not null,
  group_id uuid,
  matter_kind text not null,
  matter_id text not null,
  noted_at timestamp with time zone not null,
  told_at timestamp with time zone,
  singly boolean,
  secret boolean not null default false,
  constraint notice_network_id_fkey FOREIGN KEY (network_id) REFERENCES network(id),
  constraint notice_network_id_group_id_fkey FOREIGN KEY (network_id, group_id) REFERENCES working_group(network_id, id),
  constraint notice_network_id_member_id_fkey FOREIGN KEY (network_id, member_id) REFERENCES member(network_id, id),
  constraint notice_pkey PRIMARY KEY (id),
  constraint notice_network_id_member_id_matter_kind_matter_id_key UNIQUE (network_id, member_id, matter_kind, matter_id)
);
CREATE INDEX notice_told ON verbund.notice USING btree (member_id, told_at) WHERE singly;
CREATE INDEX notice_untold ON verbund.notice USING btree (network_id, member_id) WHERE (told_at IS NULL);
alter table notice enable row level security;
create policy own_network on notice for all to public using (network_id = current_network()) with check (network_id = current_network());
grant delete, insert, select, update on notice to verbund_service;

create table offer (
  id uuid not null,
  network_id uuid not null,
  organisation_id uuid not null,
  topic_id uuid not null,
  kind text not null,
  title text not null,
  content text not null,
  from_day date,
  to_day date,
  quarter quarter,
  format text not null,
  region_id uuid,
  place text not null,
  price integer not null,
  minimum integer not null,
  maximum integer not null,
  book_by timestamp with time zone not null,
  ends_at timestamp with time zone not null,
  zone text not null,
  state text not null,
  made_by uuid,
  made_at timestamp with time zone not null,
  form_nonce text not null,
  booked integer not null default 0,
  waiting integer not null default 0,
  edition integer not null,
  revision integer not null,
  names_forgotten_at timestamp with time zone,
  constraint offer_booked_check CHECK ((booked >= 0)),
  constraint offer_check CHECK (((quarter IS NULL) OR (from_day IS NULL))),
  constraint offer_check1 CHECK ((num_nulls(from_day, to_day) = ANY (ARRAY[0, 2]))),
  constraint offer_check2 CHECK ((from_day <= to_day)),
  constraint offer_check3 CHECK (((maximum >= minimum) AND (maximum <= 1000))),
  constraint offer_check4 CHECK ((booked <= maximum)),
  constraint offer_format_check CHECK ((format = ANY (ARRAY['onsite'::text, 'online'::text, 'mixed'::text, 'inhouse'::text]))),
  constraint offer_kind_check CHECK ((kind = ANY (ARRAY['course'::text, 'advice'::text, 'own'::text]))),
  constraint offer_minimum_check CHECK ((minimum >= 1)),
  constraint offer_price_check CHECK ((price >= 0)),
  constraint offer_state_check CHECK ((state = ANY (ARRAY['open'::text, 'confirmed'::text, 'fallen-through'::text, 'cancelled'::text, 'over'::text]))),
  constraint offer_waiting_check CHECK ((waiting >= 0)),
  constraint offer_network_id_fkey FOREIGN KEY (network_id) REFERENCES network(id),
  constraint offer_network_id_made_by_fkey FOREIGN KEY (network_id, made_by) REFERENCES member(network_id, id),
  constraint offer_network_id_organisation_id_fkey FOREIGN KEY (network_id, organisation_id) REFERENCES organisation(network_id, id),
  constraint offer_network_id_region_id_fkey FOREIGN KEY (network_id, region_id) REFERENCES region(network_id, id),
  constraint offer_network_id_topic_id_fkey FOREIGN KEY (network_id, topic_id) REFERENCES topic(network_id, id),
  constraint offer_pkey PRIMARY KEY (id),
  constraint offer_network_id_form_nonce_key UNIQUE (network_id, form_nonce),
  constraint offer_network_id_id_key UNIQUE (network_id, id)
);
CREATE INDEX offer_of_network ON verbund.offer USING btree (network_id, state, ends_at, id);
CREATE INDEX offer_of_organisation ON verbund.offer USING btree (organisation_id);
CREATE INDEX offer_to_decide ON verbund.offer USING btree (book_by) WHERE (state = 'open'::text);
CREATE INDEX offer_to_end ON verbund.offer USING btree (ends_at) WHERE (state = ANY (ARRAY['open'::text, 'confirmed'::text]));
alter table offer enable row level security;
create policy own_network on offer for all to public using (network_id = current_network()) with check (network_id = current_network());
grant delete, insert, select, update on offer to verbund_service;

create table offer_feedback (
  offer_id uuid not null,
  organisation_id uuid not null,
  network_id uuid not null,
  met text not null,
  said_by uuid,
  said_at timestamp with time zone not null,
  constraint offer_feedback_met_check CHECK ((met = ANY (ARRAY['yes'::text, 'partly'::text, 'no'::text]))),
  constraint offer_feedback_network_id_fkey FOREIGN KEY (network_id) REFERENCES network(id),
  constraint offer_feedback_network_id_offer_id_fkey FOREIGN KEY (network_id, offer_id) REFERENCES offer(network_id, id),
  constraint offer_feedback_network_id_organisation_id_fkey FOREIGN KEY (network_id, organisation_id) REFERENCES organisation(network_id, id),
  constraint offer_feedback_network_id_said_by_fkey FOREIGN KEY (network_id, said_by) REFERENCES member(network_id, id),
  constraint offer_feedback_pkey PRIMARY KEY (offer_id, organisation_id)
);
alter table offer_feedback enable row level security;
create policy own_network on offer_feedback for all to public using (network_id = current_network()) with check (network_id = current_network());
grant delete, insert, select, update on offer_feedback to verbund_service;

create table offer_trace (
  id bigint not null generated always as identity,
  network_id uuid not null,
  offer_id uuid not null,
  at timestamp with time zone not null,
  what text not null,
  member_id uuid,
  data jsonb not null,
  constraint offer_trace_network_id_fkey FOREIGN KEY (network_id) REFERENCES network(id),
  constraint offer_trace_network_id_member_id_fkey FOREIGN KEY (network_id, member_id) REFERENCES member(network_id, id),
  constraint offer_trace_network_id_offer_id_fkey FOREIGN KEY (network_id, offer_id) REFERENCES offer(network_id, id),
  constraint offer_trace_pkey PRIMARY KEY (id)
);
CREATE INDEX offer_trace_of_offer ON verbund.offer_trace USING btree (offer_id, id);
alter table offer_trace enable row level security;
create policy own_network on offer_trace for all to public using (network_id = current_network()) with check (network_id = current_network());
grant delete, insert, select, update on offer_trace to verbund_service;

create table organisation (
  id uuid not null,
  network_id uuid not null,
  name text not null,
  bench text not null,
  sector text not null,
  parent_id uuid,
  size text,
  removed_at timestamp with time zone,
  constraint organisation_bench_check CHECK ((bench = ANY (ARRAY['employers'::text, 'employees'::text, 'agencies'::text, 'training'::text]))),
  constraint organisation_size_check CHECK ((size = ANY (ARRAY['1-9'::text, '10-49'::text, '50-249'::text, '250+'::text]))),
  constraint organisation_network_id_fkey FOREIGN KEY (network_id) REFERENCES network(id),
  constraint organisation_network_id_parent_id_fkey FOREIGN KEY (network_id, parent_id) REFERENCES organisation(network_id, id),
  constraint organisation_pkey PRIMARY KEY (id),
  constraint organisation_network_id_id_key UNIQUE (network_id, id)
);
CREATE UNIQUE INDEX organisation_name ON verbund.organisation USING btree (network_id, name_key(name)) WHERE (removed_at IS NULL);
alter table organisation enable row level security;
create policy own_network on organisation for all to public using (network_id = current_network()) with check (network_id = current_network());
grant delete, insert, select, update on organisation to verbund_service;

create table pace (
  network_id uuid not null,
  next_at timestamp with time zone not null,
  paused_until timestamp with time zone,
  constraint pace_network_id_fkey FOREIGN KEY (network_id) REFERENCES network(id),
  constraint pace_pkey PRIMARY KEY (network_id)
);
alter table pace enable row level security;
create policy own_network on pace for all to public using (network_id = current_network()) with check (network_id = current_network());
grant delete, insert, select, update on pace to verbund_service;

create table poll (
  id uuid not null,
  network_id uuid not null,
  group_id uuid not null,
  kind text not null,
  question text not null,
  options jsonb not null,
  next_option integer not null,
  most integer not null,
  anonymous boolean not null,
  results text not null,
  deadline timestamp with time zone not null,
  zone text not null,
  state text not null,
  opened_by uuid not null,
  opened_at timestamp with time zone not null,
  closed_at timestamp with time zone,
  form_nonce text not null,
  voters integer not null,
  answered integer not null,
  tally jsonb not null,
  revision integer not null,
  refresh_waiting boolean not null default false,
  places integer,
  electorate text not null default 'group'::text,
  draw jsonb,
  names_forgotten_at timestamp with time zone,
  constraint poll_electorate_check CHECK ((electorate = ANY (ARRAY['group'::text, 'network'::text]))),
  constraint poll_places_check CHECK ((places > 0)),
  constraint poll_results_check CHECK ((results = ANY (ARRAY['live'::text, 'after-vote'::text, 'after-close'::text]))),
  constraint poll_state_check CHECK ((state = ANY (ARRAY['open'::text, 'closed'::text]))),
  constraint poll_network_id_fkey FOREIGN KEY (network_id) REFERENCES network(id),
  constraint poll_network_id_group_id_fkey FOREIGN KEY (network_id, group_id) REFERENCES working_group(network_id, id),
  constraint poll_network_id_opened_by_fkey FOREIGN KEY (network_id, opened_by) REFERENCES member(network_id, id),
  constraint poll_pkey PRIMARY KEY (id),
  constraint poll_network_id_form_nonce_key UNIQUE (network_id, form_nonce),
  constraint poll_network_id_id_key UNIQUE (network_id, id)
);
CREATE INDEX poll_due ON verbund.poll USING btree (deadline) WHERE (state = 'open'::text);
CREATE INDEX poll_of_group ON verbund.poll USING btree (group_id, opened_at DESC);
CREATE INDEX poll_remembering ON verbund.poll USING btree (network_id, closed_at) WHERE ((state = 'closed'::text) AND (names_forgotten_at IS NULL));
alter table poll enable row level security;
create policy own_network on poll for all to public using (network_id = current_network()) with check (network_id = current_network());
grant delete, insert, select, update on poll to verbund_service;

create table post (
  id uuid not null,
  network_id uuid not null,
  conversation_id text not null,
  service_url text not null,
  reply_to text,
  matter_kind text not null,
  matter_id text not null,
  data jsonb not null,
  state text not null,
  cause text,
  tries integer not null default 0,
  message_id text,
  shown_revision integer,
  created_at timestamp with time zone not null,
  sent_at timestamp with time zone,
  edited_at timestamp with time zone,
  position bigint not null generated always as identity,
  urgent boolean not null default false,
  group_id uuid,
  member_id uuid,
  cause_detail text,
  requested_at timestamp with time zone not null default now(),
  try_at timestamp with time zone,
  edits_wanted integer not null default 0,
  edits_done integer not null default 0,
  edit_at timestamp with time zone,
  check_wanted boolean not null default false,
  edit_urgent boolean not null default false,
  edit_tries integer not null default 0,
  edit_streak integer not null default 0,
  last_edit_at timestamp with time zone,
  replaces uuid,
  looked_up_at timestamp with time zone,
  names uuid[] not null default '{}'::uuid[],
  secret boolean not null default false,
  constraint post_state_check CHECK ((state = ANY (ARRAY['waiting'::text, 'sending'::text, 'sent'::text, 'failed'::text, 'unknown'::text, 'given-up'::text, 'gone'::text]))),
  constraint post_network_id_fkey FOREIGN KEY (network_id) REFERENCES network(id),
  constraint post_network_id_group_id_fkey FOREIGN KEY (network_id, group_id) REFERENCES working_group(network_id, id),
  constraint post_network_id_member_id_fkey FOREIGN KEY (network_id, member_id) REFERENCES member(network_id, id),
  constraint post_network_id_replaces_fkey FOREIGN KEY (network_id, replaces) REFERENCES post(network_id, id),
  constraint post_pkey PRIMARY KEY (id),
  constraint post_network_id_id_key UNIQUE (network_id, id)
);
CREATE INDEX post_in_line ON verbund.post USING btree (network_id, conversation_id, "position") WHERE (state = ANY (ARRAY['waiting'::text, 'sending'::text]));
CREATE INDEX post_in_trouble ON verbund.post USING btree (network_id) WHERE (state = ANY (ARRAY['failed'::text, 'unknown'::text, 'given-up'::text]));
CREATE INDEX post_naming ON verbund.post USING gin (names) WHERE (names <> '{}'::uuid[]);
CREATE INDEX post_of_conversation ON verbund.post USING btree (conversation_id, created_at);
CREATE INDEX post_of_group_ledger ON verbund.post USING btree (group_id, created_at DESC, id DESC);
CREATE INDEX post_of_ledger ON verbund.post USING btree (network_id, created_at DESC, id DESC);
CREATE INDEX post_of_matter ON verbund.post USING btree (matter_kind, matter_id);
CREATE INDEX post_of_member ON verbund.post USING btree (member_id) WHERE (member_id IS NOT NULL);
CREATE INDEX post_to_edit ON verbund.post USING btree (network_id, conversation_id) WHERE ((state = 'sent'::text) AND (edits_wanted > edits_done));
CREATE INDEX post_unknown ON verbund.post USING btree (requested_at) WHERE (state = 'unknown'::text);
alter table post enable row level security;
create policy own_network on post for all to public using (network_id = current_network()) with check (network_id = current_network());
grant delete, insert, select, update on post to verbund_service;

create table region (
  id uuid not null,
  network_id uuid not null,
  name text not null,
  removed_at timestamp with time zone,
  constraint region_network_id_fkey FOREIGN KEY (network_id) REFERENCES network(id),
  constraint region_pkey PRIMARY KEY (id),
  constraint region_network_id_id_key UNIQUE (network_id, id)
);
CREATE UNIQUE INDEX region_name ON verbund.region USING btree (network_id, name_key(name)) WHERE (removed_at IS NULL);
alter table region enable row level security;
create policy own_network on region for all to public using (network_id = current_network()) with check (network_id = current_network());
grant delete, insert, select, update on region to verbund_service;

create table reminder (
  network_id uuid not null,
  poll_id uuid not null,
  nth integer not null,
  due_at timestamp with time zone not null,
  done_at timestamp with time zone,
  constraint reminder_network_id_fkey FOREIGN KEY (network_id) REFERENCES network(id),
  constraint reminder_network_id_poll_id_fkey FOREIGN KEY (network_id, poll_id) REFERENCES poll(network_id, id),
  constraint reminder_pkey PRIMARY KEY (poll_id, nth)
);
CREATE INDEX reminder_due ON verbund.reminder USING btree (due_at) WHERE (done_at IS NULL);
alter table reminder enable row level security;
create policy own_network on reminder for all to public using (network_id = current_network()) with check (network_id = current_network());
grant delete, insert, select, update on reminder to verbund_service;

create table retention (
  network_id uuid not null,
  kind text not null,
  days integer not null,
  constraint retention_days_check CHECK ((days > 0)),
  constraint retention_network_id_fkey FOREIGN KEY (network_id) REFERENCES network(id),
  constraint retention_pkey PRIMARY KEY (network_id, kind)
);
alter table retention enable row level security;
create policy own_network on retention for all to public using (network_id = current_network()) with check (network_id = current_network());
grant delete, insert, select, update on retention to verbund_service;

create table round (
  id uuid not null,
  network_id uuid not null,
  group_id uuid,
  quarter quarter not null,
  deadline timestamp with time zone not null,
  zone text not null,
  state text not null,
  opened_by uuid,
  opened_at timestamp with time zone not null,
  closed_at timestamp with time zone,
  form_nonce text,
  least_families integer not null,
  least_distance integer not null,
  repeats boolean not null,
  follows uuid,
  asked integer not null,
  answered integer not null,
  demand jsonb,
  revision integer not null,
  refresh_waiting boolean not null default false,
  constraint round_check CHECK (((state = 'closed'::text) = (demand IS NOT NULL))),
  constraint round_least_distance_check CHECK ((least_distance >= 10)),
  constraint round_least_families_check CHECK ((least_families >= 3)),
  constraint round_state_check CHECK ((state = ANY (ARRAY['open'::text, 'closed'::text]))),
  constraint round_network_id_fkey FOREIGN KEY (network_id) REFERENCES network(id),
  constraint round_network_id_follows_fkey FOREIGN KEY (network_id, follows) REFERENCES round(network_id, id),
  constraint round_network_id_group_id_fkey FOREIGN KEY (network_id, group_id) REFERENCES working_group(network_id, id),
  constraint round_network_id_opened_by_fkey FOREIGN KEY (network_id, opened_by) REFERENCES member(network_id, id),
  constraint round_pkey PRIMARY KEY (id),
  constraint round_network_id_follows_key UNIQUE (network_id, follows),
  constraint round_network_id_form_nonce_key UNIQUE (network_id, form_nonce),
  constraint round_network_id_id_key UNIQUE (network_id, id)
);
CREATE INDEX round_due ON verbund.round USING btree (deadline) WHERE (state = 'open'::text);
CREATE INDEX round_of_network ON verbund.round USING btree (network_id, opened_at DESC);
alter table round enable row level security;
create policy own_network on round for all to public using (network_id = current_network()) with check (network_id = current_network());
grant delete, insert, select, update on round to verbund_service;

create table round_organisation (
  round_id uuid not null,
  organisation_id uuid not null,
  network_id uuid not null,
  family_id uuid,
  constraint round_organisation_network_id_fkey FOREIGN KEY (network_id) REFERENCES network(id),
  constraint round_organisation_network_id_organisation_id_fkey FOREIGN KEY (network_id, organisation_id) REFERENCES organisation(network_id, id),
  constraint round_organisation_network_id_round_id_fkey FOREIGN KEY (network_id, round_id) REFERENCES round(network_id, id),
  constraint round_organisation_pkey PRIMARY KEY (round_id, organisation_id)
);
CREATE INDEX round_of_organisation ON verbund.round_organisation USING btree (organisation_id, round_id);
alter table round_organisation enable row level security;
create policy own_network on round_organisation for all to public using (network_id = current_network()) with check (network_id = current_network());
grant delete, insert, select, update on round_organisation to verbund_service;

create table round_reminder (
  round_id uuid not null,
  nth integer not null,
  network_id uuid not null,
  due_at timestamp with time zone not null,
  done_at timestamp with time zone,
  constraint round_reminder_network_id_fkey FOREIGN KEY (network_id) REFERENCES network(id),
  constraint round_reminder_network_id_round_id_fkey FOREIGN KEY (network_id, round_id) REFERENCES round(network_id, id),
  constraint round_reminder_pkey PRIMARY KEY (round_id, nth)
);
CREATE INDEX round_reminder_due ON verbund.round_reminder USING btree (due_at) WHERE (done_at IS NULL);
alter table round_reminder enable row level security;
create policy own_network on round_reminder for all to public using (network_id = current_network()) with check (network_id = current_network());
grant delete, insert, select, update on round_reminder to verbund_service;

create table round_topic (
  round_id uuid not null,
  topic_id uuid not null,
  network_id uuid not null,
  counts_as uuid not null,
  constraint round_topic_network_id_counts_as_fkey FOREIGN KEY (network_id, counts_as) REFERENCES topic(network_id, id),
  constraint round_topic_network_id_fkey FOREIGN KEY (network_id) REFERENCES network(id),
  constraint round_topic_network_id_round_id_fkey FOREIGN KEY (network_id, round_id) REFERENCES round(network_id, id),
  constraint round_topic_network_id_topic_id_fkey FOREIGN KEY (network_id, topic_id) REFERENCES topic(network_id, id),
  constraint round_topic_pkey PRIMARY KEY (round_id, topic_id)
);
alter table round_topic enable row level security;
create policy own_network on round_topic for all to public using (network_id = current_network()) with check (network_id = current_network());
grant delete, insert, select, update on round_topic to verbund_service;

create table round_trace (
  id bigint not null generated always as identity,
  network_id uuid not null,
  round_id uuid not null,
  at timestamp with time zone not null,
  what text not null,
  member_id uuid,
  data jsonb not null,
  constraint round_trace_network_id_fkey FOREIGN KEY (network_id) REFERENCES network(id),
  constraint round_trace_network_id_member_id_fkey FOREIGN KEY (network_id, member_id) REFERENCES member(network_id, id),
  constraint round_trace_network_id_round_id_fkey FOREIGN KEY (network_id, round_id) REFERENCES round(network_id, id),
  constraint round_trace_pkey PRIMARY KEY (id)
);
CREATE INDEX round_trace_of_round ON verbund.round_trace USING btree (round_id, id);
alter table round_trace enable row level security;
create policy own_network on round_trace for all to public using (network_id = current_network()) with check (network_id = current_network());
grant delete, insert, select, update on round_trace to verbund_service;

create table seat (
  id uuid not null,
  network_id uuid not null,
  organisation_id uuid not null,
  holder_id uuid,
  deputy_id uuid,
  chair boolean not null default false,
  term_from date,
  term_to date,
  ended_at timestamp with time zone,
  election_id uuid,
  constraint seat_people_check CHECK ((holder_id <> deputy_id)),
  constraint seat_term_check CHECK ((term_from <= term_to)),
  constraint seat_network_id_deputy_id_fkey FOREIGN KEY (network_id, deputy_id) REFERENCES member(network_id, id),
  constraint seat_network_id_election_id_fkey FOREIGN KEY (network_id, election_id) REFERENCES election(network_id, id),
  constraint seat_network_id_fkey FOREIGN KEY (network_id) REFERENCES network(id),
  constraint seat_network_id_holder_id_fkey FOREIGN KEY (network_id, holder_id) REFERENCES member(network_id, id),
  constraint seat_network_id_organisation_id_fkey FOREIGN KEY (network_id, organisation_id) REFERENCES organisation(network_id, id),
  constraint seat_pkey PRIMARY KEY (id),
  constraint seat_network_id_id_key UNIQUE (network_id, id)
);
CREATE INDEX seat_of_network ON verbund.seat USING btree (network_id);
CREATE TRIGGER tell_in AFTER INSERT ON verbund.seat REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION tell_of_people();
CREATE TRIGGER tell_role AFTER UPDATE ON verbund.seat REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION tell_of_people();
alter table seat enable row level security;
create policy own_network on seat for all to public using (network_id = current_network()) with check (network_id = current_network());
grant delete, insert, select, update on seat to verbund_service;

create table set_up_code (
  tenant_id text not null,
  hash text not null,
  made_at timestamp with time zone not null,
  used_at timestamp with time zone,
  constraint set_up_code_pkey PRIMARY KEY (tenant_id)
);

create table topic (
  id uuid not null,
  network_id uuid not null,
  name text not null,
  state text not null,
  proposed_by uuid,
  merged_into uuid,
  made_at timestamp with time zone not null,
  constraint topic_state_check CHECK ((state = ANY (ARRAY['listed'::text, 'proposed'::text, 'merged'::text, 'removed'::text]))),
  constraint topic_network_id_fkey FOREIGN KEY (network_id) REFERENCES network(id),
  constraint topic_network_id_merged_into_fkey FOREIGN KEY (network_id, merged_into) REFERENCES topic(network_id, id),
  constraint topic_network_id_proposed_by_fkey FOREIGN KEY (network_id, proposed_by) REFERENCES organisation(network_id, id),
  constraint topic_pkey PRIMARY KEY (id),
  constraint topic_network_id_id_key UNIQUE (network_id, id)
);
CREATE UNIQUE INDEX topic_name ON verbund.topic USING btree (network_id, name_key(name)) WHERE (state = 'listed'::text);
alter table topic enable row level security;
create policy own_network on topic for all to public using (network_id = current_network()) with check (network_id = current_network());
grant delete, insert, select, update on topic to verbund_service;

create table trace (
  id bigint not null generated always as identity,
  network_id uuid not null,
  poll_id uuid not null,
  at timestamp with time zone not null,
  what text not null,
  member_id uuid,
  data jsonb not null,
  constraint trace_network_id_fkey FOREIGN KEY (network_id) REFERENCES network(id),
  constraint trace_network_id_member_id_fkey FOREIGN KEY (network_id, member_id) REFERENCES member(network_id, id),
  constraint trace_network_id_poll_id_fkey FOREIGN KEY (network_id, poll_id) REFERENCES poll(network_id, id),
  constraint trace_pkey PRIMARY KEY (id)
);
CREATE INDEX trace_of_poll ON verbund.trace USING btree (poll_id, id);
alter table trace enable row level security;
create policy own_network on trace for all to public using (network_id = current_network()) with check (network_id = current_network());
grant delete, insert, select, update on trace to verbund_service;

create table voter (
  poll_id uuid not null,
  member_id uuid not null,
  network_id uuid not null,
  took_part boolean not null default false,
  answered_at timestamp with time zone,
  constraint voter_network_id_fkey FOREIGN KEY (network_id) REFERENCES network(id),
  constraint voter_network_id_member_id_fkey FOREIGN KEY (network_id, member_id) REFERENCES member(network_id, id),
  constraint voter_network_id_poll_id_fkey FOREIGN KEY (network_id, poll_id) REFERENCES poll(network_id, id),
  constraint voter_pkey PRIMARY KEY (poll_id, member_id)
);
CREATE INDEX voter_open ON verbund.voter USING btree (member_id, poll_id);
alter table voter enable row level security;
create policy own_network on voter for all to public using (network_id = current_network()) with check (network_id = current_network());
grant delete, insert, select, update on voter to verbund_service;

create table working_group (
  id uuid not null,
  network_id uuid not null,
  name text not null,
  topic text not null,
  kind text not null,
  mandate text not null default ''::text,
  open boolean not null default false,
  constraint working_group_kind_check CHECK ((kind = ANY (ARRAY['group'::text, 'committee'::text]))),
  constraint working_group_network_id_fkey FOREIGN KEY (network_id) REFERENCES network(id),
  constraint working_group_pkey PRIMARY KEY (id),
  constraint working_group_network_id_id_key UNIQUE (network_id, id),
  constraint working_group_network_id_name_key UNIQUE (network_id, name)
);
CREATE UNIQUE INDEX working_group_committee ON verbund.working_group USING btree (network_id) WHERE (kind = 'committee'::text);
alter table working_group enable row level security;
create policy own_network on working_group for all to public using (network_id = current_network()) with check (network_id = current_network());
grant delete, insert, select, update on working_group to verbund_service;

CREATE OR REPLACE FUNCTION verbund.all_networks()
 RETURNS TABLE(network_id uuid)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'verbund', 'pg_temp'
AS $function$
  select n.id from network n order by n.id
$function$;
grant execute on function all_networks() to public;

CREATE OR REPLACE FUNCTION verbund.audit(at timestamp with time zone, actor uuid, door text, what text, matter_kind text, matter_id text, data jsonb)
 RETURNS void
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'verbund', 'pg_temp'
AS $function$
#variable_conflict use_variable
declare
  network uuid := current_network();
  last audit_entry;
  next bigint;
  chained text;
begin
  perform pg_advisory_xact_lock(hashtextextended('audit ' || network, 0));
  select * into last from audit_entry e where e.network_id = network order by e.number desc limit 1;
  next := coalesce(last.number, 0) + 1;
  chained := coalesce(last.hash, '');
  insert into audit_entry values (network, next, at, actor, door, what, matter_kind, matter_id, data, chained,
    audit_hash(next, at, actor, door, what, matter_kind, matter_id, data, chained));
end $function$;
grant execute on function audit(timestamp with time zone,uuid,text,text,text,text,jsonb) to public;

CREATE OR REPLACE FUNCTION verbund.audit_break(after bigint, known text, most integer)
 RETURNS TABLE(checked integer, last_number bigint, last_hash text, broken bigint)
 LANGUAGE sql
 STABLE
AS $function$
  with some_entries as (
    select e.* from verbund.audit_entry e
    where e.network_id = verbund.current_network() and e.number > after order by e.number limit most),
  linked as (
    select s.*, lag(s.hash) over (order by s.number) as earlier_hash, lag(s.number) over (order by s.number) as earlier
    from some_entries s)
  select count(*)::integer, max(l.number), (array_agg(l.hash order by l.number desc))[1],
         min(l.number) filter (where l.number <> coalesce(l.earlier, after) + 1
           or l.previous <> coalesce(l.earlier_hash, known)
           or l.hash <> verbund.audit_hash(l.number, l.at, l.actor_id, l.door, l.what, l.matter_kind, l.matter_id, l.data, l.previous))
  from linked l
$function$;
grant execute on function audit_break(bigint,text,integer) to public;

CREATE OR REPLACE FUNCTION verbund.audit_hash(number bigint, at timestamp with time zone, actor uuid, door text, what text, matter_kind text, matter_id text, data jsonb, previous text)
 RETURNS text
 LANGUAGE sql
 STABLE
AS $function$
  select encode(sha256(convert_to(jsonb_build_array(number, extract(epoch from at), actor, door, what, matter_kind,
    matter_id, data, previous)::text, 'UTF8')), 'hex')
$function$;
grant execute on function audit_hash(bigint,timestamp with time zone,uuid,text,text,text,text,jsonb,text) to public;

CREATE OR REPLACE FUNCTION verbund.belongings(homes text[], objects text[], chats text[], at timestamp with time zone)
 RETURNS TABLE(place bigint, network_id uuid, network_tenant text, network_name text, network_language text, zone text, member_id uuid, name text, organisation text, organisation_id uuid, teams_user_id text, language text, office boolean, memberships jsonb, seat boolean, chair boolean, chosen_at timestamp with time zone)
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER
 SET search_path TO 'verbund', 'pg_temp'
AS $function$
#variable_conflict use_column
begin
  return query
  select asked.place, n.id, n.tenant_id, n.name, n.language, n.zone, m.id, m.name, o.name, o.id, m.teams_user_id,
         m.language, m.office,
         coalesce((select jsonb_object_agg(ms.group_id, ms.role) from membership ms where ms.member_id = m.id), '{}'),
         exists (select from seat s where s.network_id = n.id and m.id in (s.holder_id, s.deputy_id)
           and seat_counts(s, (belongings.at at time zone n.zone)::date)),
         exists (select from seat s where s.network_id = n.id and s.chair and m.id = s.holder_id
           and seat_counts(s, (belongings.at at time zone n.zone)::date)),
         (select c.chosen_at from chat_choice c where c.member_id = m.id and c.conversation_id = asked.chat)
  from unnest(homes, objects, chats) with ordinality as asked(home, object, chat, place)
  join lateral (
    select * from member where member.aad_object_id = asked.object and member.left_at is null) m on true
  join lateral (select * from network where network.id = m.network_id limit 1) n
    on coalesce(m.home_tenant_id, n.tenant_id) = asked.home
  left join lateral (select * from organisation where organisation.id = m.organisation_id limit 1) o on true;
end $function$;
grant execute on function belongings(text[],text[],text[],timestamp with time zone) to public;

CREATE OR REPLACE FUNCTION verbund.claim_unknown_posts(most integer)
 RETURNS TABLE(network_id uuid, post_id uuid, team_group_id text, conversation_id text, requested_at timestamp with time zone, tries integer, quiet boolean)
 LANGUAGE sql
 SECURITY DEFINER
 SET search_path TO 'verbund', 'pg_temp'
AS $function$
  with due as (
    select p.id, t.team_group_id
    from post p
    join channel c on c.network_id = p.network_id and c.conversation_id = p.conversation_id
    -- Teams names a team's group now in one channel, now in another: it is the same for all of them.
    cross join lateral (
      select coalesce(c.team_group_id, max(o.team_group_id)) as team_group_id
      from channel o where o.network_id = c.network_id and o.team_id = c.team_id) t
    where p.state = 'unknown' and p.reply_to is null and c.kind = 'channel' and t.team_group_id is not null
      and c.installed and p.requested_at > now() - interval '1 day'
      and (p.looked_up_at is null or p.looked_up_at < now() - interval '50 seconds')
    order by p.looked_up_at nulls first, p.requested_at
    limit most
    for update of p skip locked)
  update post set looked_up_at = now() from due where post.id = due.id
  returning post.network_id, post.id, due.team_group_id, post.conversation_id, post.requested_at, post.tries,
            post.try_at is null or post.try_at < now() - interval '3 minutes'
$function$;
grant execute on function claim_unknown_posts(integer) to public;

CREATE OR REPLACE FUNCTION verbund.closed_polls(ids uuid[])
 RETURNS TABLE(poll_id uuid)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'verbund', 'pg_temp'
AS $function$
  select p.id from poll p where p.id = any(ids) and p.state = 'closed'
$function$;
grant execute on function closed_polls(uuid[]) to public;

CREATE OR REPLACE FUNCTION verbund.committee_people(at timestamp with time zone)
 RETURNS TABLE(network_id uuid, group_id uuid, member_id uuid, role text)
 LANGUAGE sql
 STABLE
 SET search_path TO 'verbund', 'pg_temp'
AS $function$
  select n.id, g.id, m.id,
    case when bool_or(p.chair) then 'coordinator' when bool_or(p.holder) then 'member' else 'observer' end
  from working_group g join network n on n.id = g.network_id
  join seat s on s.network_id = n.id and seat_counts(s, (committee_people.at at time zone n.zone)::date)
  cross join lateral (values (s.holder_id, true, s.chair), (s.deputy_id, false, false)) as p(id, holder, chair)
  join member m on m.id = p.id and m.left_at is null
  where g.kind = 'committee' group by n.id, g.id, m.id
$function$;
grant execute on function committee_people(timestamp with time zone) to public;

CREATE OR REPLACE FUNCTION verbund.committees_to_follow(at timestamp with time zone)
 RETURNS TABLE(network_id uuid)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'verbund', 'pg_temp'
AS $function$
  select distinct network_id from (
    select network_id, group_id, member_id, role from committee_people(committees_to_follow.at)
    union all
    select ms.network_id, ms.group_id, ms.member_id, ms.role
    from membership ms join working_group g on g.id = ms.group_id where g.kind = 'committee') both_sides
  group by network_id, group_id, member_id, role having count(*) = 1
$function$;
grant execute on function committees_to_follow(timestamp with time zone) to public;

CREATE OR REPLACE FUNCTION verbund.current_network()
 RETURNS uuid
 LANGUAGE sql
 STABLE
AS $function$ select nullif(current_setting('verbund.network', true), '')::uuid $function$;
grant execute on function current_network() to public;

CREATE OR REPLACE FUNCTION verbund.due_elections(at timestamp with time zone)
 RETURNS TABLE(network_id uuid, election_id uuid)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'verbund', 'pg_temp'
AS $function$
  select e.network_id, e.id from election e where e.state = 'standing' and e.opens_at <= at order by e.opens_at, e.id
$function$;
grant execute on function due_elections(timestamp with time zone) to public;

CREATE OR REPLACE FUNCTION verbund.due_offers(at timestamp with time zone)
 RETURNS TABLE(network_id uuid, offer_id uuid)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'verbund', 'pg_temp'
AS $function$
  select o.network_id, o.id from offer o
  where o.state in ('open', 'confirmed') and (
    (o.state = 'open' and o.book_by <= at) or o.ends_at <= at
    or exists (select from organisation p where p.id = o.organisation_id and p.removed_at is not null)
    or exists (select from booking b join organisation p on p.id = b.organisation_id
               where b.offer_id = o.id and b.state <> 'cancelled' and p.removed_at is not null))
  order by o.book_by, o.id
$function$;
grant execute on function due_offers(timestamp with time zone) to public;

CREATE OR REPLACE FUNCTION verbund.due_polls(at timestamp with time zone)
 RETURNS TABLE(network_id uuid, poll_id uuid)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'verbund', 'pg_temp'
AS $function$
  select p.network_id, p.id from poll p where p.state = 'open' and p.deadline <= at order by p.deadline, p.id
$function$;
grant execute on function due_polls(timestamp with time zone) to public;

CREATE OR REPLACE FUNCTION verbund.due_reminders(at timestamp with time zone)
 RETURNS TABLE(network_id uuid, poll_id uuid)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'verbund', 'pg_temp'
AS $function$
  select distinct r.network_id, r.poll_id from reminder r where r.done_at is null and r.due_at <= at
$function$;
grant execute on function due_reminders(timestamp with time zone) to public;

CREATE OR REPLACE FUNCTION verbund.due_round_reminders(at timestamp with time zone)
 RETURNS TABLE(network_id uuid, round_id uuid)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'verbund', 'pg_temp'
AS $function$
  select distinct r.network_id, r.round_id from round_reminder r where r.done_at is null and r.due_at <= at
  order by r.network_id, r.round_id
$function$;
grant execute on function due_round_reminders(timestamp with time zone) to public;

CREATE OR REPLACE FUNCTION verbund.due_rounds(at timestamp with time zone)
 RETURNS TABLE(network_id uuid, round_id uuid)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'verbund', 'pg_temp'
AS $function$
  select r.network_id, r.id from round r where r.state = 'open' and r.deadline <= at order by r.deadline, r.id
$function$;
grant execute on function due_rounds(timestamp with time zone) to public;

CREATE OR REPLACE FUNCTION verbund.enqueue(task text, payload json, run_in_ms double precision, job_key text, urgent boolean)
 RETURNS void
 LANGUAGE sql
 SECURITY DEFINER
 SET search_path TO 'verbund', 'pg_temp'
AS $function$
  select graphile_worker.add_job(task, payload, job_key => enqueue.job_key,
    run_at => case when run_in_ms > 0 then now() + run_in_ms * interval '1 millisecond' end,
    max_attempts => 25, priority => case when urgent then -10 else 0 end)
$function$;
grant execute on function enqueue(text,json,double precision,text,boolean) to public;

CREATE OR REPLACE FUNCTION verbund.forget_audit(at timestamp with time zone, keep_days integer, most integer)
 RETURNS integer
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'verbund', 'pg_temp'
AS $function$
#variable_conflict use_variable
declare
  network uuid := current_network();
  first_kept bigint;
  cut audit_entry;
  gone integer;
begin
  -- A service gone wrong may not empty the log by asking for it.
  if keep_days < 365 then raise exception 'the audit log is kept for a year at least'; end if;
  perform pg_advisory_xact_lock(hashtextextended('audit ' || network, 0));
  select coalesce(min(e.number) filter (where e.at >= at - keep_days * interval '1 day'), max(e.number)) into first_kept
  from audit_entry e where e.network_id = network;
  select c.* into cut from (
    select e.* from audit_entry e where e.network_id = network and e.number < first_kept order by e.number limit most) c
  order by c.number desc limit 1;
  if cut.number is null then return 0; end if;
  delete from audit_entry e where e.network_id = network and e.number <= cut.number;
  get diagnostics gone = row_count;
  perform audit(at, null, 'service', 'retention.audit', 'retention', 'audit',
    jsonb_build_object('entries', gone, 'until', cut.number, 'head', cut.hash));
  return gone;
end $function$;
grant execute on function forget_audit(timestamp with time zone,integer,integer) to public;

CREATE OR REPLACE FUNCTION verbund.forget_conversations(gone text[])
 RETURNS void
 LANGUAGE sql
 SECURITY DEFINER
 SET search_path TO 'verbund', 'pg_temp'
AS $function$
  with naming as (
    select j.id from graphile_worker._private_jobs j
    where j.locked_at is null and j.payload ->> 'network' = current_network()::text
      and j.payload::jsonb -> 'conversations' ?| gone
    order by j.id for update skip locked)
  update graphile_worker._private_jobs j
  set payload = jsonb_set(j.payload::jsonb, '{conversations}', coalesce(
    (select jsonb_agg(c) from jsonb_array_elements_text(j.payload::jsonb -> 'conversations') c where c <> all (gone)),
    '[]'))::json
  from naming where naming.id = j.id
$function$;
grant execute on function forget_conversations(text[]) to public;

CREATE OR REPLACE FUNCTION verbund.give_up_posts(shut_for interval)
 RETURNS void
 LANGUAGE sql
 SECURITY DEFINER
 SET search_path TO 'verbund', 'pg_temp'
AS $function$
  update post set state = 'given-up', cause = l.shut, try_at = null
  from lane l
  where l.network_id = post.network_id and l.conversation_id = post.conversation_id and post.state = 'waiting'
    and l.shut is not null and greatest(l.shut_at, post.requested_at) < now() - shut_for
$function$;
grant execute on function give_up_posts(interval) to public;

CREATE OR REPLACE FUNCTION verbund.group_channels()
 RETURNS TABLE(network_id uuid, group_id uuid, conversation_id text, service_url text)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'verbund', 'pg_temp'
AS $function$
  select c.network_id, c.group_id, c.conversation_id, c.service_url
  from channel c
  where c.group_id is not null and c.installed and c.service_url is not null
  order by c.network_id, c.group_id, c.conversation_id
$function$;
grant execute on function group_channels() to public;

CREATE OR REPLACE FUNCTION verbund.identify(tenants text[], homes text[], objects text[], at timestamp with time zone)
 RETURNS TABLE(place bigint, network_id uuid, network_tenant text, network_name text, network_language text, zone text, member_id uuid, name text, organisation text, organisation_id uuid, teams_user_id text, language text, office boolean, memberships jsonb, seat boolean, chair boolean)
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER
 SET search_path TO 'verbund', 'pg_temp'
AS $function$
#variable_conflict use_column
begin
  return query
  select asked.place, n.id, n.tenant_id, n.name, n.language, n.zone, m.id, m.name, o.name, o.id, m.teams_user_id,
         m.language, m.office,
         coalesce((select jsonb_object_agg(ms.group_id, ms.role) from membership ms where ms.member_id = m.id), '{}'),
         exists (select from seat s where s.network_id = n.id and m.id in (s.holder_id, s.deputy_id)
           and seat_counts(s, (identify.at at time zone n.zone)::date)),
         exists (select from seat s where s.network_id = n.id and s.chair and m.id = s.holder_id
           and seat_counts(s, (identify.at at time zone n.zone)::date))
  from unnest(tenants, homes, objects) with ordinality as asked(tenant, home, object, place)
  left join lateral (select * from network where tenant_id = asked.tenant limit 1) n on true
  left join lateral (
    select * from member where member.network_id = n.id and member.aad_object_id = asked.object
      and (asked.home is null or coalesce(member.home_tenant_id, n.tenant_id) = asked.home)
      and member.left_at is null limit 1) m on true
  left join lateral (select * from organisation where organisation.id = m.organisation_id limit 1) o on true;
end $function$;
grant execute on function identify(text[],text[],text[],timestamp with time zone) to public;

CREATE OR REPLACE FUNCTION verbund.idle_lanes()
 RETURNS TABLE(network_id uuid, conversation_id text)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'verbund', 'pg_temp'
AS $function$
  select distinct p.network_id, p.conversation_id
  from post p left join lane l on l.network_id = p.network_id and l.conversation_id = p.conversation_id
  where (p.state in ('waiting', 'sending')
         or (p.state = 'sent' and p.message_id is not null and p.edits_wanted > p.edits_done))
    and (l.shut is null or l.probe_at <= now() or p.state = 'sending')
    and (l.held_until is null or l.held_until < now())
    and coalesce(l.paused_until, now()) <= now()
    and coalesce(case when p.state = 'sent' then p.edit_at else p.try_at end, now()) <= now()
$function$;
grant execute on function idle_lanes() to public;

CREATE OR REPLACE FUNCTION verbund.keep_set_up_code(tenant text, code_hash text, at timestamp with time zone)
 RETURNS boolean
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'verbund', 'pg_temp'
AS $function$
begin
  if exists (select from network where tenant_id = tenant) then return false; end if;
  insert into set_up_code values (tenant, code_hash, at, null)
  on conflict (tenant_id) do update set hash = excluded.hash, made_at = excluded.made_at, used_at = null;
  return true;
end $function$;
grant execute on function keep_set_up_code(text,text,timestamp with time zone) to public;

CREATE OR REPLACE FUNCTION verbund.ledger_totals()
 RETURNS TABLE(state text, posts bigint, oldest_seconds double precision)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'verbund', 'pg_temp'
AS $function$
  select s.state, count(*), extract(epoch from now() - min(p.requested_at))::double precision
  from post p
  left join lane l on l.network_id = p.network_id and l.conversation_id = p.conversation_id
  cross join lateral (select case
    when p.state = 'waiting' and (l.shut is not null or p.cause is not distinct from 'quiet-hours') then 'held'
    else p.state end) s(state)
  where p.state in ('waiting', 'sending', 'unknown') group by s.state
$function$;
grant execute on function ledger_totals() to public;

CREATE OR REPLACE FUNCTION verbund.link_bearer(link uuid, at timestamp with time zone)
 RETURNS TABLE(link_id uuid, purpose text, matter_id uuid, made_at timestamp with time zone, made_by uuid, expires_at timestamp with time zone, revoked_at timestamp with time zone, revoked_by uuid, opened_at timestamp with time zone, browser text, account text, has_left boolean, network_id uuid, network_name text, network_language text, zone text, member_id uuid, name text, organisation text, organisation_id uuid, teams_user_id text, language text, office boolean, memberships jsonb, seat boolean, chair boolean)
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER
 SET search_path TO 'verbund', 'pg_temp'
AS $function$
#variable_conflict use_column
begin
  return query
  select l.id, l.purpose, l.matter_id, l.made_at, l.made_by, l.expires_at, l.revoked_at, l.revoked_by, l.opened_at,
         l.browser, m.aad_object_id, m.left_at is not null,
         n.id, n.name, n.language, n.zone, m.id, m.name, o.name, o.id, m.teams_user_id,
         m.language, m.office,
         coalesce((select jsonb_object_agg(ms.group_id, ms.role) from membership ms where ms.member_id = m.id), '{}'),
         exists (select from seat s where s.network_id = n.id and m.id in (s.holder_id, s.deputy_id)
           and seat_counts(s, (link_bearer.at at time zone n.zone)::date)),
         exists (select from seat s where s.network_id = n.id and s.chair and m.id = s.holder_id
           and seat_counts(s, (link_bearer.at at time zone n.zone)::date))
  from link l join member m on m.id = l.member_id join network n on n.id = l.network_id
  join organisation o on o.id = m.organisation_id
  where l.id = link_bearer.link;
end $function$;
grant execute on function link_bearer(uuid,timestamp with time zone) to public;

CREATE OR REPLACE FUNCTION verbund.name_key(name text)
 RETURNS text
 LANGUAGE sql
 IMMUTABLE PARALLEL SAFE STRICT
AS $function$
  select normalize(
    replace(replace(lower(regexp_replace(btrim(normalize(name, NFC)), '\s+', ' ', 'g')), U&'i\0307', 'i'), 'ς', 'σ'), NFC)
$function$;
grant execute on function name_key(text) to public;

CREATE OR REPLACE FUNCTION verbund.named_in(network uuid, entry audit_entry)
 RETURNS SETOF uuid
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'verbund', 'pg_temp'
AS $function$
  select distinct m.id
  from regexp_matches(concat_ws(' ', entry.actor_id::text, entry.matter_id, entry.data::text),
         '[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}', 'g') found
  join member m on m.network_id = network and m.id = found[1]::uuid
$function$;

CREATE OR REPLACE FUNCTION verbund.networks_of_member(member uuid)
 RETURNS TABLE(id uuid, name text)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'verbund', 'pg_temp'
AS $function$
  select n.id, n.name
  from member me join network mine on mine.id = me.network_id
  join member m on m.aad_object_id = me.aad_object_id and m.left_at is null
  join network n on n.id = m.network_id
    and coalesce(m.home_tenant_id, n.tenant_id) = coalesce(me.home_tenant_id, mine.tenant_id)
  where me.id = networks_of_member.member and me.network_id = current_network() and me.left_at is null
  order by n.name, n.id
$function$;
grant execute on function networks_of_member(uuid) to public;

CREATE OR REPLACE FUNCTION verbund.networks_without_gap_report(at timestamp with time zone)
 RETURNS TABLE(network_id uuid, quarter text)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'verbund', 'pg_temp'
AS $function$
  select n.id, q.quarter from network n,
    lateral (select to_char((at at time zone n.zone) - interval '3 months', 'YYYY-Q') as quarter) q
  where not exists (select from gap_report g where g.network_id = n.id and g.quarter = q.quarter)
    and (exists (select from round r where r.network_id = n.id and r.quarter = q.quarter and r.state = 'closed')
      or exists (select from offer o where o.network_id = n.id and o.state not in ('cancelled', 'fallen-through')
                 and coalesce(o.quarter::text, to_char(o.from_day, 'YYYY-Q')) = q.quarter))
  order by n.id
$function$;
grant execute on function networks_without_gap_report(timestamp with time zone) to public;

CREATE OR REPLACE FUNCTION verbund.note_naming()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'verbund', 'pg_temp'
AS $function$
begin
  insert into audit_naming (network_id, member_id, number)
  select new.network_id, n.id, new.number from named_in(new.network_id, new) n(id);
  return null;
end $function$;
grant execute on function note_naming() to public;

CREATE OR REPLACE FUNCTION verbund.people_of_tenant(tenant text)
 RETURNS TABLE(member_id uuid, aad_object_id text)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'verbund', 'pg_temp'
AS $function$
  select m.id, m.aad_object_id from member m join network n on n.id = m.network_id
  where n.tenant_id = tenant and m.aad_object_id is not null and m.home_tenant_id is null and m.left_at is null
$function$;
grant execute on function people_of_tenant(text) to public;

CREATE OR REPLACE FUNCTION verbund.people_to_tell()
 RETURNS TABLE(network_id uuid, member_id uuid)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'verbund', 'pg_temp'
AS $function$
  select distinct n.network_id, n.member_id from notice n where n.told_at is null
$function$;
grant execute on function people_to_tell() to public;

CREATE OR REPLACE FUNCTION verbund.repeating_rounds()
 RETURNS TABLE(network_id uuid, round_id uuid)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'verbund', 'pg_temp'
AS $function$
  select r.network_id, r.id from round r
  where r.repeats and r.state = 'closed' and not exists (select from round f where f.follows = r.id)
  order by r.closed_at, r.id
$function$;
grant execute on function repeating_rounds() to public;

CREATE OR REPLACE FUNCTION verbund.seat_counts(s seat, day date)
 RETURNS boolean
 LANGUAGE sql
 IMMUTABLE
AS $function$
  select s.ended_at is null and coalesce(s.term_from <= day, true) and coalesce(s.term_to >= day, true)
$function$;
grant execute on function seat_counts(seat,date) to public;

CREATE OR REPLACE FUNCTION verbund.tell_of_members()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO 'verbund', 'pg_temp'
AS $function$
begin
  perform pg_notify('verbund', json_build_object('network', c.network_id, 'people', true)::text)
  from (select distinct n.network_id from now_rows n join old_rows o on o.id = n.id
        where (n.office, n.left_at, n.aad_object_id) is distinct from (o.office, o.left_at, o.aad_object_id)) c;
  return null;
end $function$;
grant execute on function tell_of_members() to public;

CREATE OR REPLACE FUNCTION verbund.tell_of_people()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO 'verbund', 'pg_temp'
AS $function$
begin
  perform pg_notify('verbund', json_build_object('network', c.network_id, 'people', true)::text)
  from (select distinct network_id from changed) c;
  return null;
end $function$;
grant execute on function tell_of_people() to public;

CREATE OR REPLACE FUNCTION verbund.use_set_up_code(tenant text, code_hash text, at timestamp with time zone, made_after timestamp with time zone)
 RETURNS boolean
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'verbund', 'pg_temp'
AS $function$
begin
  update set_up_code c set used_at = at
  where c.tenant_id = tenant and c.hash = code_hash and c.used_at is null and c.made_at > made_after;
  return found;
end $function$;
grant execute on function use_set_up_code(text,text,timestamp with time zone,timestamp with time zone) to public;

CREATE OR REPLACE FUNCTION verbund.wake_lanes(network uuid, conversations text[], grade integer)
 RETURNS void
 LANGUAGE sql
 SECURITY DEFINER
 SET search_path TO 'verbund', 'pg_temp'
AS $function$
  -- Twenty conversations a job: a job each would cost more than what it wakes, and a few large ones would all go to one
  -- process. Without job keys (0002 says why).
  select from graphile_worker.add_jobs(array(
    select row(
      'delivery:drain',
      json_build_object('network', network, 'conversations', json_agg(c), 'grade', grade),
      null::text,
      null::timestamptz,
      25,
      null::text,
      -10 + 5 * grade,
      null::text[]
    )::graphile_worker.job_spec
    from unnest(conversations) with ordinality as one(c, place)
    group by (place - 1) / 20))
$function$;
grant execute on function wake_lanes(uuid,text[],integer) to public;

grant usage on schema verbund to verbund_service;
