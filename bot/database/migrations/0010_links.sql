-- Signed personal links: people without Teams take part in one matter each.

create table link (
  id uuid primary key,
  network_id uuid not null references network,
  member_id uuid not null,
  -- What it lets do, as the words register it: poll, candidacy.
  purpose text not null,
  -- Of the purpose: a poll, an election.
  matter_id uuid not null,
  made_at timestamptz not null,
  -- Who of the office has handed it over; null: the service made it for a letter.
  made_by uuid,
  expires_at timestamptz not null,
  revoked_at timestamptz,
  -- Who of the office has revoked it; null: another link has taken its place.
  revoked_by uuid,
  opened_at timestamptz,
  -- SHA-256 of the key of the browser in which it was opened first: it works in no other.
  browser text,
  foreign key (network_id, member_id) references member (network_id, id),
  foreign key (network_id, made_by) references member (network_id, id),
  foreign key (network_id, revoked_by) references member (network_id, id)
);
-- One that works for a person, a matter and a way: by letter, by hand.
create unique index link_live on link (member_id, purpose, matter_id, (made_by is null)) where revoked_at is null;
create index link_of_member on link (member_id, made_at);
create index link_expiry on link (network_id, expires_at);

alter table link enable row level security;
create policy own_network on link using (network_id = current_network()) with check (network_id = current_network());
grant select, insert, update, delete on link to verbund_service;

-- Whose link is this? Asked before the network is known, like identify, and with the same facts. No row: there is none.
create function link_bearer(link uuid, at timestamptz)
returns table (link_id uuid, purpose text, matter_id uuid, made_at timestamptz, made_by uuid, expires_at timestamptz,
               revoked_at timestamptz, revoked_by uuid, opened_at timestamptz, browser text, account text, has_left boolean,
               network_id uuid, network_name text, network_language text, zone text,
               member_id uuid, name text, organisation text, organisation_id uuid, teams_user_id text, language text,
               office boolean, memberships jsonb, seat boolean, chair boolean)
language plpgsql stable security definer set search_path = verbund, pg_temp as $$
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
end $$;
