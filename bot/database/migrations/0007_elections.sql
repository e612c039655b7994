-- Seats with deputies and terms; elections: who stands, who may vote, what the lot has decided.

alter table seat
  -- First and last day, by the calendar of the network's zone. null: since ever, without end.
  add column term_from date,
  add column term_to date,
  -- The seat is no more; its row stays, since what it voted stays its own.
  add column ended_at timestamptz,
  -- The election that has filled it.
  add column election_id uuid,
  add constraint seat_term_check check (term_from <= term_to),
  add constraint seat_people_check check (holder_id <> deputy_id),
  add unique (network_id, id);

-- An election before and beside its poll: the poll is there once people may vote.
create table election (
  id uuid primary key,
  network_id uuid not null references network,
  group_id uuid not null,
  title text not null,
  -- Seats to be filled.
  places integer not null check (places between 1 and 20),
  term_from date not null,
  term_to date not null,
  electorate text not null check (electorate in ('group', 'network')),
  -- Until then people stand; then voting opens by itself, if enough do.
  opens_at timestamptz not null,
  deadline timestamptz not null,
  zone text not null,
  -- short: too few stand, and whoever has called it decides. Whether it is over, its poll says.
  state text not null check (state in ('standing', 'short', 'voting', 'called-off')),
  called_by uuid not null,
  called_at timestamptz not null,
  -- The form's nonce: the same form sent twice calls one election.
  form_nonce text not null,
  poll_id uuid,
  -- The elected have been put into seats.
  filled_at timestamptz,
  revision integer not null,
  unique (network_id, form_nonce),
  unique (network_id, id),
  check (opens_at <= deadline),
  check (term_from <= term_to),
  foreign key (network_id, group_id) references working_group (network_id, id),
  foreign key (network_id, called_by) references member (network_id, id),
  foreign key (network_id, poll_id) references poll (network_id, id)
);
create index election_of_group on election (group_id, called_at desc);
create index election_due on election (opens_at) where state = 'standing';
create unique index election_of_poll on election (poll_id);

alter table seat add foreign key (network_id, election_id) references election (network_id, id);

-- P1: the electorate as it was shown when the election was called.
create table election_voter (
  election_id uuid not null,
  member_id uuid not null,
  network_id uuid not null references network,
  primary key (election_id, member_id),
  foreign key (network_id, election_id) references election (network_id, id),
  foreign key (network_id, member_id) references member (network_id, id)
);
create index election_voter_of_member on election_voter (member_id, election_id);

create table candidacy (
  election_id uuid not null,
  member_id uuid not null,
  network_id uuid not null references network,
  -- asked: proposed by somebody, and nobody else is told. withdrawn: after voting had begun.
  state text not null check (state in ('asked', 'accepted', 'declined', 'withdrawn')),
  -- null: stands on their own account.
  proposed_by uuid,
  asked_at timestamptz not null,
  answered_at timestamptz,
  primary key (election_id, member_id),
  foreign key (network_id, election_id) references election (network_id, id),
  foreign key (network_id, member_id) references member (network_id, id),
  foreign key (network_id, proposed_by) references member (network_id, id)
);

create table election_trace (
  id bigint generated always as identity primary key,
  network_id uuid not null references network,
  election_id uuid not null,
  at timestamptz not null,
  what text not null,
  -- Who did it; null: it happened by itself.
  member_id uuid,
  data jsonb not null,
  foreign key (network_id, election_id) references election (network_id, id),
  foreign key (network_id, member_id) references member (network_id, id)
);
create index election_trace_of_election on election_trace (election_id, id);

alter table poll
  -- How many of its options win a seat; null: it elects nobody. Options of an election carry a member's id, no name.
  add column places integer check (places > 0),
  -- Whom the coordinator may still add: voting members of its group, or anybody of the network.
  add column electorate text not null default 'group' check (electorate in ('group', 'network')),
  -- {tied, places, order, at}: the lot that was drawn when it closed. Never drawn again.
  add column draw jsonb;

-- Elections in which voting is to open by the service's clock.
create function due_elections(at timestamptz)
returns table (network_id uuid, election_id uuid)
language sql stable security definer set search_path = verbund, pg_temp as $$
  select e.network_id, e.id from election e where e.state = 'standing' and e.opens_at <= at order by e.opens_at, e.id
$$;

do $$
declare t text;
begin
  foreach t in array array['election', 'election_voter', 'candidacy', 'election_trace']
  loop
    execute format('alter table %I enable row level security', t);
    execute format('create policy own_network on %I using (network_id = current_network())
                    with check (network_id = current_network())', t);
    execute format('grant select, insert, update, delete on %I to verbund_service', t);
  end loop;
end $$;

-- Whether a seat is one on that day.
create function seat_counts(s seat, day date) returns boolean
language sql immutable as $$
  select s.ended_at is null and coalesce(s.term_from <= day, true) and coalesce(s.term_to >= day, true)
$$;

-- A seat gives its rights only within its term. By the service's clock, as all terms and deadlines go.
drop function identify(text[], text[], text[]);
create function identify(tenants text[], homes text[], objects text[], at timestamptz)
returns table (place bigint, network_id uuid, network_tenant text, network_name text, network_language text, zone text,
               member_id uuid, name text, organisation text, organisation_id uuid, teams_user_id text, language text,
               office boolean, memberships jsonb, seat boolean, chair boolean)
language plpgsql stable security definer set search_path = verbund, pg_temp as $$
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
end $$;

drop function belongings(text[], text[], text[]);
create function belongings(homes text[], objects text[], chats text[], at timestamptz)
returns table (place bigint, network_id uuid, network_tenant text, network_name text, network_language text, zone text,
               member_id uuid, name text, organisation text, organisation_id uuid, teams_user_id text, language text,
               office boolean, memberships jsonb, seat boolean, chair boolean, chosen_at timestamptz)
language plpgsql stable security definer set search_path = verbund, pg_temp as $$
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
end $$;
