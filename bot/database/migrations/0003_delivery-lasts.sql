-- Delivery outlasts what goes wrong around it: conversations that nobody reopens, throttled tenants, Graph that hangs.

alter table lane
  -- From then on one request may try whether a shut conversation takes something again; null: an event will tell.
  add column probe_at timestamptz;

alter table pace
  -- Teams throttles the tenant (Retry-After): nobody gets a turn until then, and no turn that was drawn before is used.
  add column paused_until timestamptz;

alter table post
  -- When Graph was last asked for it.
  add column looked_up_at timestamptz;

-- The ledger counts what is in trouble for as long as it is so.
create index post_in_trouble on post (network_id) where state in ('failed', 'unknown', 'given-up');

-- In three grades: 0 answers to an act, 1 last states of matters, 2 what goes to many.
drop function wake_lanes(uuid, text[], boolean);
create function wake_lanes(network uuid, conversations text[], grade integer)
returns void
language sql volatile security definer set search_path = verbund, pg_temp as $$
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
$$;

-- Conversations in which something is due and nobody works. A post that was being sent when its process died is looked
-- after in a shut conversation too; what stands there without an id of its own cannot be edited.
create or replace function idle_lanes()
returns table (network_id uuid, conversation_id text)
language sql stable security definer set search_path = verbund, pg_temp as $$
  select distinct p.network_id, p.conversation_id
  from post p left join lane l on l.network_id = p.network_id and l.conversation_id = p.conversation_id
  where (p.state in ('waiting', 'sending')
         or (p.state = 'sent' and p.message_id is not null and p.edits_wanted > p.edits_done))
    and (l.shut is null or l.probe_at <= now() or p.state = 'sending')
    and (l.held_until is null or l.held_until < now())
    and coalesce(l.paused_until, now()) <= now()
    and coalesce(case when p.state = 'sent' then p.edit_at else p.try_at end, now()) <= now()
$$;

-- Takes posts whose fate is unknown to be looked for: each at most once a minute, whoever asks, and those first that
-- have waited for it longest, so that channels that cannot be read hold up no others.
drop function unknown_posts();
create function claim_unknown_posts(most integer)
returns table (network_id uuid, post_id uuid, team_group_id text, conversation_id text, requested_at timestamptz,
               tries integer, quiet boolean)
language sql volatile security definer set search_path = verbund, pg_temp as $$
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
$$;

-- For the metrics. What waits for a conversation that is shut, or until the quiet hours are over, is held: nothing is slow.
create or replace function ledger_totals()
returns table (state text, posts bigint, oldest_seconds double precision)
language sql stable security definer set search_path = verbund, pg_temp as $$
  select s.state, count(*), extract(epoch from now() - min(p.requested_at))::double precision
  from post p
  left join lane l on l.network_id = p.network_id and l.conversation_id = p.conversation_id
  cross join lateral (select case
    when p.state = 'waiting' and (l.shut is not null or p.cause is not distinct from 'quiet-hours') then 'held'
    else p.state end) s(state)
  where p.state in ('waiting', 'sending', 'unknown') group by s.state
$$;
