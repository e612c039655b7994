-- Delivery: a lane for each conversation, what Microsoft's limits leave of it, and all that the ledger says of a post.

-- One conversation, worked by one process at a time. All times are the database's: processes run on machines that differ.
create table lane (
  network_id uuid not null references network,
  conversation_id text not null,
  -- Who works it, and until when that holds: a process that dies lets go of it by doing nothing.
  held_by uuid,
  held_until timestamptz,
  -- Teams asked for a pause (Retry-After), for this conversation.
  paused_until timestamptz,
  -- When requests went there in the last hour, and which of them were edits: budgets are counted over these.
  requests timestamptz[] not null default '{}',
  edits timestamptz[] not null default '{}',
  -- Why nothing can be posted there at present (the bot was removed, the channel deleted); null: it can.
  shut text,
  shut_at timestamptz,
  primary key (network_id, conversation_id)
);

-- All requests of a tenant together: when the next one may leave.
create table pace (
  network_id uuid primary key references network,
  next_at timestamptz not null
);

alter table post
  drop constraint post_state_check,
  add constraint post_state_check check (state in ('waiting', 'sending', 'sent', 'failed', 'unknown', 'given-up', 'gone')),
  drop column edited_until,
  -- Order within a conversation; the clock is too coarse for it.
  add column position bigint generated always as identity,
  -- Answers to an act go before what goes to many.
  add column urgent boolean not null default false,
  -- Whose ledger it stands in; null: the network's own.
  add column group_id uuid,
  -- The person it is for, where it is for one.
  add column member_id uuid,
  -- What a cause means in detail, as Teams said it.
  add column cause_detail text,
  add column requested_at timestamptz not null default now(),
  -- Not before: a pause after a failed try. It keeps its place: nothing behind it goes first.
  add column try_at timestamptz,
  -- How often a new state of its matter was asked for, and up to which one it shows.
  add column edits_wanted integer not null default 0,
  add column edits_done integer not null default 0,
  add column edit_at timestamptz,
  -- It is to be edited whether its matter has changed or not: a card that is gone shows by that.
  add column check_wanted boolean not null default false,
  add column edit_urgent boolean not null default false,
  add column edit_tries integer not null default 0,
  -- Edits without a rest of a minute between them, and the last one: the more, the slower.
  add column edit_streak integer not null default 0,
  add column last_edit_at timestamptz,
  -- The deleted card that it stands in for.
  add column replaces uuid,
  add foreign key (network_id, group_id) references working_group (network_id, id),
  add foreign key (network_id, member_id) references member (network_id, id);

alter table post add unique (network_id, id);
alter table post add foreign key (network_id, replaces) references post (network_id, id);

create index post_in_line on post (network_id, conversation_id, position) where state in ('waiting', 'sending');
create index post_to_edit on post (network_id, conversation_id) where state = 'sent' and edits_wanted > edits_done;
create index post_unknown on post (requested_at) where state = 'unknown';
create index post_of_ledger on post (network_id, created_at desc, id desc);
create index post_of_group_ledger on post (group_id, created_at desc, id desc);

-- Where Graph is asked for the messages of a channel; learnt from the first activity there.
alter table channel
  add column team_group_id text,
  -- As Teams told it; null for General, and until the first activity.
  add column name text,
  -- Whose personal chat it is.
  add column member_id uuid,
  add foreign key (network_id, member_id) references member (network_id, id);
create index channel_of_member on channel (member_id) where member_id is not null;

-- When a voter last answered, in polls whose running result names everyone; null in all others (P5, P6). Of more than 60
-- people Teams refreshes the card of those who answered last.
alter table voter add column answered_at timestamptz;

-- P4: when voters without a ballot are reminded. A row that is done is never done again, whatever crashes: it is marked
-- in the transaction that requests the posts.
create table reminder (
  network_id uuid not null references network,
  poll_id uuid not null,
  nth integer not null,
  due_at timestamptz not null,
  done_at timestamptz,
  primary key (poll_id, nth),
  foreign key (network_id, poll_id) references poll (network_id, id)
);
create index reminder_due on reminder (due_at) where done_at is null;

alter table member
  -- Where a person without Teams is reached.
  add column mail text,
  -- E4: how often what is not told singly is put together.
  add column digest text not null default 'daily' check (digest in ('daily', 'weekly'));

-- E4: what a person is to be told without having asked, and how it was told: singly or in a digest.
create table notice (
  id uuid primary key,
  network_id uuid not null references network,
  member_id uuid not null,
  group_id uuid,
  matter_kind text not null,
  matter_id text not null,
  noted_at timestamptz not null,
  told_at timestamptz,
  singly boolean,
  -- One matter is told to a person once.
  unique (network_id, member_id, matter_kind, matter_id),
  foreign key (network_id, member_id) references member (network_id, id),
  foreign key (network_id, group_id) references working_group (network_id, id)
);
create index notice_untold on notice (network_id, member_id) where told_at is null;
create index notice_told on notice (member_id, told_at) where singly;

do $$
declare t text;
begin
  foreach t in array array['lane', 'pace', 'reminder', 'notice'] loop
    execute format('alter table %I enable row level security', t);
    execute format('create policy own_network on %I using (network_id = current_network())
                    with check (network_id = current_network())', t);
    execute format('grant select, insert, update, delete on %I to verbund_service', t);
  end loop;
end $$;

-- Wakes the drains of many conversations at once. Without job keys: a key would make this statement lock jobs that are
-- just running, and two such statements, or graphile-worker ending several jobs together, would wait for each other in a
-- circle. A drain that is woken twice finds nothing the second time.
create function wake_lanes(network uuid, conversations text[], urgent boolean)
returns void
language sql volatile security definer set search_path = verbund, pg_temp as $$
  -- A hundred conversations a job: a job each would cost more than what it wakes.
  select from graphile_worker.add_jobs(array(
    select row(
      'delivery:drain',
      json_build_object('network', network, 'conversations', json_agg(c), 'urgent', urgent),
      null::text,
      null::timestamptz,
      25,
      null::text,
      case when urgent then -10 else 0 end,
      null::text[]
    )::graphile_worker.job_spec
    from unnest(conversations) with ordinality as one(c, place)
    group by (place - 1) / 100))
$$;

-- Conversations in which something is due and nobody works: looked for every few seconds, should a job
-- have been lost.
create function idle_lanes()
returns table (network_id uuid, conversation_id text)
language sql stable security definer set search_path = verbund, pg_temp as $$
  select distinct p.network_id, p.conversation_id
  from post p left join lane l on l.network_id = p.network_id and l.conversation_id = p.conversation_id
  where (p.state in ('waiting', 'sending') or (p.state = 'sent' and p.edits_wanted > p.edits_done))
    and l.shut is null and (l.held_until is null or l.held_until < now())
    and coalesce(l.paused_until, now()) <= now()
    and coalesce(case when p.state = 'sent' then p.edit_at else p.try_at end, now()) <= now()
$$;

-- What waits for a conversation that has been shut for that long is given up.
create function give_up_posts(shut_for interval) returns void
language sql volatile security definer set search_path = verbund, pg_temp as $$
  update post set state = 'given-up', cause = l.shut, try_at = null
  from lane l
  where l.network_id = post.network_id and l.conversation_id = post.conversation_id and post.state = 'waiting'
    and l.shut is not null and greatest(l.shut_at, post.requested_at) < now() - shut_for
$$;

-- Posts whose fate is unknown, with where Graph may be asked for it.
create function unknown_posts()
returns table (network_id uuid, post_id uuid, team_group_id text, conversation_id text, requested_at timestamptz, quiet boolean)
language sql stable security definer set search_path = verbund, pg_temp as $$
  select p.network_id, p.id, t.team_group_id, c.conversation_id, p.requested_at,
         p.try_at is null or p.try_at < now() - interval '3 minutes'
  from post p
  join channel c on c.network_id = p.network_id and c.conversation_id = p.conversation_id
  -- Teams names a team's group now in one channel, now in another: it is the same for all of them.
  cross join lateral (
    select coalesce(c.team_group_id, max(o.team_group_id)) as team_group_id
    from channel o where o.network_id = c.network_id and o.team_id = c.team_id) t
  where p.state = 'unknown' and p.reply_to is null and c.kind = 'channel' and t.team_group_id is not null
    and c.installed and p.requested_at > now() - interval '1 day'
  order by p.requested_at
  limit 100
$$;

-- Polls whose voters are to be reminded by the service's clock.
create function due_reminders(at timestamptz)
returns table (network_id uuid, poll_id uuid)
language sql stable security definer set search_path = verbund, pg_temp as $$
  select distinct r.network_id, r.poll_id from reminder r where r.done_at is null and r.due_at <= at
$$;

-- Who is to be told something.
create function people_to_tell()
returns table (network_id uuid, member_id uuid)
language sql stable security definer set search_path = verbund, pg_temp as $$
  select distinct n.network_id, n.member_id from notice n where n.told_at is null
$$;

-- For the metrics: what waits in all networks, and for how long.
create function ledger_totals()
returns table (state text, posts bigint, oldest_seconds double precision)
language sql stable security definer set search_path = verbund, pg_temp as $$
  select p.state, count(*), extract(epoch from now() - min(p.requested_at))::double precision
  from post p where p.state in ('waiting', 'sending', 'unknown') group by p.state
$$;

-- Urgent jobs go first; queues of graphile-worker's are not used.
drop function enqueue(text, json, double precision, text, text);
create function enqueue(task text, payload json, run_in_ms double precision, job_key text, urgent boolean)
returns void
language sql volatile security definer set search_path = verbund, pg_temp as $$
  select graphile_worker.add_job(task, payload, job_key => enqueue.job_key,
    run_at => case when run_in_ms > 0 then now() + run_in_ms * interval '1 millisecond' end,
    max_attempts => 25, priority => case when urgent then -10 else 0 end)
$$;
