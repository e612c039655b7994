-- What organisations want trained: topics, rounds, one answer an organisation, and the demand pooled from them (P7, N1, N2).

alter table network
  -- P7: k and p of rounds that open from now on. An open round keeps those with which it was opened.
  add column least_families integer not null default 3 check (least_families between 3 and 20),
  add column least_distance integer not null default 15 check (least_distance between 10 and 100),
  -- The network's last day, by its zone; after it no round and no offer opens. null: without end.
  add column runs_until date;

-- 2027-1.
create domain quarter as text check (value ~ '^\d{4}-[1-4]$');

create table topic (
  id uuid primary key,
  network_id uuid not null references network,
  name text not null,
  -- proposed: usable by the organisation that has proposed it, until the office lists or merges it.
  state text not null check (state in ('listed', 'proposed', 'merged', 'removed')),
  proposed_by uuid,
  -- The topic under which its needs count.
  merged_into uuid,
  made_at timestamptz not null,
  unique (network_id, id),
  foreign key (network_id, proposed_by) references organisation (network_id, id),
  foreign key (network_id, merged_into) references topic (network_id, id)
);
create unique index topic_name on topic (network_id, name_key(name)) where state = 'listed';

-- Where courses may be: at most ten, so that P7 can look at every combination of them.
create table region (
  id uuid primary key,
  network_id uuid not null references network,
  name text not null,
  removed_at timestamptz,
  unique (network_id, id)
);
create unique index region_name on region (network_id, name_key(name)) where removed_at is null;

create table round (
  id uuid primary key,
  network_id uuid not null references network,
  -- null: all of the network's organisations are asked.
  group_id uuid,
  -- In which it was opened.
  quarter quarter not null,
  deadline timestamptz not null,
  zone text not null,
  state text not null check (state in ('open', 'closed')),
  -- null: it opened by itself, after the one before.
  opened_by uuid,
  opened_at timestamptz not null,
  closed_at timestamptz,
  -- The form's nonce: the same form sent twice opens one round. null: it opened by itself.
  form_nonce text,
  least_families integer not null check (least_families >= 3),
  least_distance integer not null check (least_distance >= 10),
  -- Another opens in the next quarter.
  repeats boolean not null,
  -- The round that it repeats; at most one follows a round, whichever process opens it.
  follows uuid,
  -- Organisations asked, and how many of them have answered.
  asked integer not null,
  answered integer not null,
  -- P7: the fixed set of tables, computed once at closing. Nothing else is ever shown.
  demand jsonb,
  revision integer not null,
  refresh_waiting boolean not null default false,
  unique (network_id, id),
  unique (network_id, form_nonce),
  unique (network_id, follows),
  foreign key (network_id, group_id) references working_group (network_id, id),
  foreign key (network_id, opened_by) references member (network_id, id),
  foreign key (network_id, follows) references round (network_id, id),
  check ((state = 'closed') = (demand is not null))
);
create index round_of_network on round (network_id, opened_at desc);
create index round_due on round (deadline) where state = 'open';

-- P1: the electorate: organisations.
create table round_organisation (
  round_id uuid not null,
  organisation_id uuid not null,
  network_id uuid not null references network,
  -- Of the organisation's family when the round closed: what counts as one (P7). null while it is open.
  family_id uuid,
  primary key (round_id, organisation_id),
  foreign key (network_id, round_id) references round (network_id, id),
  foreign key (network_id, organisation_id) references organisation (network_id, id)
);
create index round_of_organisation on round_organisation (organisation_id, round_id);

-- N1: its row says that the organisation has answered, also when it needs nothing.
create table answer (
  round_id uuid not null,
  organisation_id uuid not null,
  network_id uuid not null references network,
  answered_at timestamptz not null,
  revision integer not null,
  primary key (round_id, organisation_id),
  foreign key (round_id, organisation_id) references round_organisation,
  foreign key (network_id, round_id) references round (network_id, id)
);

create table need (
  id uuid primary key,
  network_id uuid not null references network,
  round_id uuid not null,
  organisation_id uuid not null,
  topic_id uuid not null,
  -- Set at closing: the topic under which it has been pooled; null: under the others.
  counts_as uuid,
  heads integer not null check (heads between 1 and 100000),
  -- Which other answers were given; what was not said is no key.
  parts jsonb not null,
  -- The first and the last that suit.
  from_quarter quarter,
  to_quarter quarter,
  region_id uuid,
  occupation text not null,
  note text not null,
  joint boolean not null,
  visible boolean not null,
  foreign key (round_id, organisation_id) references answer on delete cascade,
  foreign key (network_id, round_id) references round (network_id, id),
  foreign key (network_id, topic_id) references topic (network_id, id),
  foreign key (network_id, counts_as) references topic (network_id, id),
  foreign key (network_id, region_id) references region (network_id, id)
);
create index need_of_answer on need (round_id, organisation_id);
create index need_of_topic on need (topic_id, round_id);

-- N1: who changed what, for the organisation alone.
create table answer_change (
  id bigint generated always as identity primary key,
  network_id uuid not null references network,
  round_id uuid not null,
  organisation_id uuid not null,
  at timestamptz not null,
  member_id uuid not null,
  what text not null check (what in ('added', 'changed', 'removed', 'none', 'same', 'withdrawn')),
  data jsonb not null,
  foreign key (round_id, organisation_id) references round_organisation,
  foreign key (network_id, round_id) references round (network_id, id),
  foreign key (network_id, member_id) references member (network_id, id)
);
create index answer_change_of_answer on answer_change (round_id, organisation_id, id);
create index answer_change_of_member on answer_change (member_id);

-- P2: acts that have had their effect, until the round closes.
create table answer_act (
  round_id uuid not null,
  act_key text not null,
  network_id uuid not null references network,
  primary key (round_id, act_key),
  foreign key (network_id, round_id) references round (network_id, id)
);

create table round_reminder (
  round_id uuid not null,
  nth integer not null,
  network_id uuid not null references network,
  due_at timestamptz not null,
  done_at timestamptz,
  primary key (round_id, nth),
  foreign key (network_id, round_id) references round (network_id, id)
);
create index round_reminder_due on round_reminder (due_at) where done_at is null;

create table round_trace (
  id bigint generated always as identity primary key,
  network_id uuid not null references network,
  round_id uuid not null,
  at timestamptz not null,
  what text not null,
  -- Who did it; null: it happened by itself.
  member_id uuid,
  data jsonb not null,
  foreign key (network_id, round_id) references round (network_id, id),
  foreign key (network_id, member_id) references member (network_id, id)
);
create index round_trace_of_round on round_trace (round_id, id);

create function due_rounds(at timestamptz)
returns table (network_id uuid, round_id uuid)
language sql stable security definer set search_path = verbund, pg_temp as $$
  select r.network_id, r.id from round r where r.state = 'open' and r.deadline <= at order by r.deadline, r.id
$$;

create function due_round_reminders(at timestamptz)
returns table (network_id uuid, round_id uuid)
language sql stable security definer set search_path = verbund, pg_temp as $$
  select distinct r.network_id, r.round_id from round_reminder r where r.done_at is null and r.due_at <= at
  order by r.network_id, r.round_id
$$;

-- Closed rounds that are to be repeated and have not been; whether it is time, the code says.
create function repeating_rounds()
returns table (network_id uuid, round_id uuid)
language sql stable security definer set search_path = verbund, pg_temp as $$
  select r.network_id, r.id from round r
  where r.repeats and r.state = 'closed' and not exists (select from round f where f.follows = r.id)
  order by r.closed_at, r.id
$$;

do $$
declare t text;
begin
  foreach t in array array['topic', 'region', 'round', 'round_organisation', 'answer', 'need', 'answer_change',
                           'answer_act', 'round_reminder', 'round_trace']
  loop
    execute format('alter table %I enable row level security', t);
    execute format('create policy own_network on %I using (network_id = current_network())
                    with check (network_id = current_network())', t);
    execute format('grant select, insert, update, delete on %I to verbund_service', t);
  end loop;
end $$;
