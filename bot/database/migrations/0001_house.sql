-- Networks, their people, their channels; polls and ballots; the ledger of posts.
-- Every table carries its network. Row-level security (E1) shows a transaction only the rows of the network that it
-- has named in verbund.network. It binds verbund_service, which owns nothing. References name the network too: a foreign
-- key is checked past row-level security, so that an id alone could hang a row on another network's.

create table network (
  id uuid primary key,
  -- One home tenant each: the network is that of the tenant in which a conversation takes place.
  tenant_id text not null unique,
  name text not null,
  state text not null,
  language text not null check (language in ('de', 'en')),
  zone text not null,
  created_at timestamptz not null
);

create table organisation (
  id uuid primary key,
  network_id uuid not null references network,
  name text not null,
  bench text not null check (bench in ('employers', 'employees', 'agencies', 'training')),
  sector text not null,
  parent_id uuid,
  unique (network_id, name),
  unique (network_id, id),
  foreign key (network_id, parent_id) references organisation (network_id, id)
);

create table member (
  id uuid primary key,
  network_id uuid not null references network,
  organisation_id uuid not null,
  name text not null,
  aad_object_id text,
  -- 29:… of the person towards this bot, learnt from its first activity; needed for refresh.userIds.
  teams_user_id text,
  language text not null check (language in ('de', 'en')),
  office boolean not null default false,
  unique (network_id, aad_object_id),
  unique (network_id, id),
  foreign key (network_id, organisation_id) references organisation (network_id, id)
);

create table working_group (
  id uuid primary key,
  network_id uuid not null references network,
  name text not null,
  topic text not null,
  kind text not null check (kind in ('group', 'committee')),
  unique (network_id, name),
  unique (network_id, id)
);

create table membership (
  network_id uuid not null references network,
  group_id uuid not null,
  member_id uuid not null,
  role text not null check (role in ('coordinator', 'member', 'observer')),
  primary key (group_id, member_id),
  foreign key (network_id, group_id) references working_group (network_id, id),
  foreign key (network_id, member_id) references member (network_id, id)
);
create index membership_of_member on membership (member_id);

create table seat (
  id uuid primary key,
  network_id uuid not null references network,
  organisation_id uuid not null,
  holder_id uuid,
  deputy_id uuid,
  chair boolean not null default false,
  foreign key (network_id, organisation_id) references organisation (network_id, id),
  foreign key (network_id, holder_id) references member (network_id, id),
  foreign key (network_id, deputy_id) references member (network_id, id)
);
create index seat_of_network on seat (network_id);

create table channel (
  id uuid primary key,
  network_id uuid not null references network,
  -- null: the network's own channel.
  group_id uuid,
  kind text not null check (kind in ('channel', 'group-chat', 'personal')),
  conversation_id text not null,
  team_id text,
  -- Learnt from the first activity there; null until then, and nothing can be posted.
  service_url text,
  installed boolean not null default false,
  unique (network_id, conversation_id),
  foreign key (network_id, group_id) references working_group (network_id, id)
);
create index channel_of_group on channel (group_id);

create table poll (
  id uuid primary key,
  network_id uuid not null references network,
  group_id uuid not null,
  kind text not null,
  question text not null,
  -- [{id, label, first}]: known by id, so that renaming loses no ballot (P8). Retired ids are never given out again.
  options jsonb not null,
  next_option integer not null,
  most integer not null,
  anonymous boolean not null,
  results text not null check (results in ('live', 'after-vote', 'after-close')),
  deadline timestamptz not null,
  zone text not null,
  state text not null check (state in ('open', 'closed')),
  opened_by uuid not null,
  opened_at timestamptz not null,
  closed_at timestamptz,
  -- The form's nonce: the same form sent twice opens one poll.
  form_nonce text not null,
  voters integer not null,
  answered integer not null,
  -- {option id: votes}, kept in step with the ballots under this row's lock, so that a vote costs the same at
  -- 10 and at 100,000 ballots. Counted anew from the ballots at closing; empty until then in an anonymous poll (P5).
  tally jsonb not null,
  revision integer not null,
  -- A job that brings the cards up to date is already waiting.
  refresh_waiting boolean not null default false,
  unique (network_id, form_nonce),
  unique (network_id, id),
  foreign key (network_id, group_id) references working_group (network_id, id),
  foreign key (network_id, opened_by) references member (network_id, id)
);
create index poll_of_group on poll (group_id, opened_at desc);
create index poll_due on poll (deadline) where state = 'open';

-- P1: the electorate.
create table voter (
  poll_id uuid not null,
  member_id uuid not null,
  network_id uuid not null references network,
  took_part boolean not null default false,
  primary key (poll_id, member_id),
  foreign key (network_id, poll_id) references poll (network_id, id),
  foreign key (network_id, member_id) references member (network_id, id)
);
create index voter_open on voter (member_id, poll_id);

-- P5: voter_key is the member's id in a named poll; in an anonymous one a keyed hash of it, and after closing a
-- random id. There the content is enciphered until the poll closes. No column tells when or in what order a row came.
create table ballot (
  poll_id uuid not null,
  voter_key text not null,
  network_id uuid not null references network,
  content jsonb not null,
  primary key (poll_id, voter_key),
  foreign key (network_id, poll_id) references poll (network_id, id)
);

-- P2: acts that were counted, as keyed hashes; gone when the poll closes.
create table act (
  poll_id uuid not null,
  act_key text not null,
  network_id uuid not null references network,
  primary key (poll_id, act_key),
  foreign key (network_id, poll_id) references poll (network_id, id)
);

create table trace (
  id bigint generated always as identity primary key,
  network_id uuid not null references network,
  poll_id uuid not null,
  at timestamptz not null,
  what text not null,
  member_id uuid,
  data jsonb not null,
  foreign key (network_id, poll_id) references poll (network_id, id),
  foreign key (network_id, member_id) references member (network_id, id)
);
create index trace_of_poll on trace (poll_id, id);

-- Messages already answered: Teams delivers some twice.
create table activity_seen (
  network_id uuid not null references network,
  conversation_id text not null,
  activity_id text not null,
  at timestamptz not null,
  primary key (network_id, conversation_id, activity_id)
);

-- The ledger: one row a post, with what became of it.
create table post (
  id uuid primary key,
  network_id uuid not null references network,
  conversation_id text not null,
  service_url text not null,
  -- Thread to answer in; null for a post of its own.
  reply_to text,
  -- What it shows: rendered when it is sent, so that a card never says what is no longer true.
  matter_kind text not null,
  matter_id text not null,
  data jsonb not null,
  state text not null check (state in ('waiting', 'sending', 'sent', 'failed', 'unknown', 'gone')),
  cause text,
  tries integer not null default 0,
  message_id text,
  shown_revision integer,
  -- Whoever edits the card holds it until then: an older edit that is slow must not land on a newer one (P9).
  edited_until timestamptz,
  created_at timestamptz not null,
  sent_at timestamptz,
  edited_at timestamptz
);
create index post_of_matter on post (matter_kind, matter_id);
create index post_of_conversation on post (conversation_id, created_at);

-- Row-level security ------------------------------------------------------------------------------------------------

create function current_network() returns uuid language sql stable as
$$ select nullif(current_setting('verbund.network', true), '')::uuid $$;

do $$
declare t text;
begin
  foreach t in array array['organisation', 'member', 'working_group', 'membership', 'seat', 'channel', 'poll', 'voter',
                           'ballot', 'act', 'trace', 'activity_seen', 'post']
  loop
    execute format('alter table %I enable row level security', t);
    execute format('create policy own_network on %I using (network_id = current_network())
                    with check (network_id = current_network())', t);
    execute format('grant select, insert, update, delete on %I to verbund_service', t);
  end loop;
end $$;
alter table network enable row level security;
create policy own_network on network using (id = current_network()) with check (id = current_network());
grant select, insert, update on network to verbund_service;

-- Doors through the wall: each answers one question that is asked before the network is known ------------------------

-- Who is this, in the network of that tenant? One row for each pair, in order; nulls where there is none.
-- In plpgsql, whose plans are kept: it stands before every request. The lateral joins keep it at two look-ups by index
-- a person, however many there are and whatever the statistics say.
create function identify(tenants text[], objects text[])
returns table (place bigint, network_id uuid, network_name text, network_language text, zone text, member_id uuid,
               name text, organisation text, organisation_id uuid, teams_user_id text, language text, office boolean,
               memberships jsonb, seat boolean, chair boolean)
language plpgsql stable security definer set search_path = verbund, pg_temp as $$
#variable_conflict use_column
begin
  return query
  select asked.place, n.id, n.name, n.language, n.zone, m.id, m.name, o.name, o.id, m.teams_user_id, m.language, m.office,
         coalesce((select jsonb_object_agg(ms.group_id, ms.role) from membership ms where ms.member_id = m.id), '{}'),
         exists (select from seat s where s.network_id = n.id and m.id in (s.holder_id, s.deputy_id)),
         exists (select from seat s where s.network_id = n.id and s.chair and m.id = s.holder_id)
  from unnest(tenants, objects) with ordinality as asked(tenant, object, place)
  left join lateral (select * from network where tenant_id = asked.tenant limit 1) n on true
  left join lateral (
    select * from member where member.network_id = n.id and member.aad_object_id = asked.object limit 1) m on true
  left join lateral (select * from organisation where organisation.id = m.organisation_id limit 1) o on true;
end $$;

-- The tenant and object id of the people of the demo network, for its picker.
create function people_of_tenant(tenant text)
returns table (member_id uuid, aad_object_id text)
language sql stable security definer set search_path = verbund, pg_temp as $$
  select m.id, m.aad_object_id from member m join network n on n.id = m.network_id
  where n.tenant_id = tenant and m.aad_object_id is not null
$$;

-- Polls whose deadline has come by the service's clock.
create function due_polls(at timestamptz)
returns table (network_id uuid, poll_id uuid)
language sql stable security definer set search_path = verbund, pg_temp as $$
  select p.network_id, p.id from poll p where p.state = 'open' and p.deadline <= at order by p.deadline, p.id
$$;

-- Which of these polls are closed: their keys must be gone (P5).
create function closed_polls(ids uuid[])
returns table (poll_id uuid)
language sql stable security definer set search_path = verbund, pg_temp as $$
  select p.id from poll p where p.id = any(ids) and p.state = 'closed'
$$;

-- Teams repeats within a minute; what is older need not be known. The greeting is once for all.
create function forget_activities(before timestamptz) returns void
language sql volatile security definer set search_path = verbund, pg_temp as $$
  delete from activity_seen where at < before and activity_id <> 'greeting'
$$;

-- A job joins the caller's transaction. graphile-worker's own tables are closed to the service.
create function enqueue(task text, payload json, run_in_ms double precision, job_key text, queue text)
returns void
language sql volatile security definer set search_path = verbund, pg_temp as $$
  select graphile_worker.add_job(task, payload, queue_name => queue, job_key => enqueue.job_key,
    run_at => case when run_in_ms > 0 then now() + run_in_ms * interval '1 millisecond' end,
    max_attempts => 25)
$$;

-- Workers that live, by the database's clock: jobs of the dead ones are released.
create table live_worker (
  worker_id text primary key,
  seen_at timestamptz not null
);
