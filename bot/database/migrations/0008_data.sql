-- What is kept about people: for how long, and how somebody is erased. The audit log searched, proven and shortened.

alter table member
  -- Set once a person has been replaced by a pseudonym: the name then stands nowhere any more.
  add column erased_at timestamptz,
  drop constraint member_left_why_check,
  add constraint member_left_why_check check (left_why in ('removed', 'left-tenant', 'erased'));
create index member_gone on member (network_id, left_at) where left_at is not null and erased_at is null;

alter table post
  -- Whom an answer's card names. Its text is kept no longer than until it is sent: without this nobody would know which
  -- cards to edit when one of them is erased.
  add column names uuid[] not null default '{}';
create index post_naming on post using gin (names) where names <> '{}';
create index post_of_member on post (member_id) where member_id is not null;

alter table poll
  -- Since when nobody knows any more who was asked and who took part.
  add column names_forgotten_at timestamptz;
create index poll_remembering on poll (network_id, closed_at) where state = 'closed' and names_forgotten_at is null;

-- Names stand in member.name alone. Where two of a poll's voters have one name, nobody knows which of them it was.
update trace t set data = coalesce(
  (select jsonb_build_object('member', min(m.id::text))
   from voter v join member m on m.id = v.member_id
   where v.poll_id = t.poll_id and m.name = t.data ->> 'name' having count(*) = 1), '{}')
where t.what = 'voter-added';

-- How long each kind of record is kept, where the office has said otherwise than the default.
create table retention (
  network_id uuid not null references network,
  kind text not null,
  days integer not null check (days > 0),
  primary key (network_id, kind)
);
alter table retention enable row level security;
create policy own_network on retention using (network_id = current_network())
  with check (network_id = current_network());
grant select, insert, update, delete on retention to verbund_service;

-- Rounds of the calendar go through all networks, one after the other.
create function all_networks()
returns table (network_id uuid)
language sql stable security definer set search_path = verbund, pg_temp as $$
  select n.id from network n order by n.id
$$;

-- Each network says itself now how long.
drop function forget_activities(timestamptz);

-- Audit log ---------------------------------------------------------------------------------------------------------

create index audit_entry_at on audit_entry (network_id, at);
create index audit_entry_of_deed on audit_entry (network_id, what, number);

-- Reads so many entries after one whose number and hash are known: the first of them that does not fit is broken.
create function audit_break(after bigint, known text, most integer)
returns table (checked integer, last_number bigint, last_hash text, broken bigint)
language sql stable as $$
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
$$;

-- Takes the oldest entries out, in order, so that what stays is still one chain, and writes down itself where it was
-- cut: without that entry the chain counts as broken. The newest entry always stays.
create function forget_audit(at timestamptz, keep_days integer, most integer) returns integer
language plpgsql volatile security definer set search_path = verbund, pg_temp as $$
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
end $$;

-- Erasure -----------------------------------------------------------------------------------------------------------

-- Jobs that wait name conversations, and a personal chat's is a person's. Whoever runs one at the moment is done with
-- it in a moment; what a job forgets is found by idle_lanes.
create function forget_conversations(gone text[]) returns void
language sql volatile security definer set search_path = verbund, pg_temp as $$
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
$$;
