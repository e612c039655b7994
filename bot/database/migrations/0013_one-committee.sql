-- One committee for each network, founded with it; in it are those who hold a seat in its term or stand in for one.

-- Groups that call themselves one: the first stays it (polls, then channels, count most), others are groups like any.
update working_group g set kind = 'group'
where g.kind = 'committee' and g.id <> (
  select c.id from working_group c where c.network_id = g.network_id and c.kind = 'committee'
  order by (select count(*) from poll p where p.group_id = c.id) desc,
    (select count(*) from channel ch where ch.group_id = c.id) desc, c.id limit 1);

-- Where a group like any bears the name, it keeps it, and its people: the committee gets the next free one.
insert into working_group (id, network_id, name, topic, kind, mandate, open)
select gen_random_uuid(), n.id,
  (select name.free
   from unnest(case n.language when 'en' then array['Steering committee', 'Steering committee of the network']
     else array['Steuerkreis', 'Steuerkreis des Verbunds'] end || ('Steuerkreis ' || n.id)) with ordinality as name(free, place)
   where not exists (select from working_group g where g.network_id = n.id and lower(g.name) = lower(name.free))
   order by name.place limit 1),
  case n.language when 'en' then 'Decisions for the whole network' else 'Beschlüsse für den ganzen Verbund' end,
  'committee', '', false
from network n
where not exists (select from working_group g where g.network_id = n.id and g.kind = 'committee');

create unique index working_group_committee on working_group (network_id) where kind = 'committee';

-- Who is in the committee at an instant, and as what: the chair coordinates it, a holder is a member, a deputy looks on,
-- so that a seat has one voice in its polls. What is voted on by seat is not asked this (D2).
create function committee_people(at timestamptz)
returns table (network_id uuid, group_id uuid, member_id uuid, role text)
language sql stable set search_path = verbund, pg_temp as $$
  select n.id, g.id, m.id,
    case when bool_or(p.chair) then 'coordinator' when bool_or(p.holder) then 'member' else 'observer' end
  from working_group g join network n on n.id = g.network_id
  join seat s on s.network_id = n.id and seat_counts(s, (committee_people.at at time zone n.zone)::date)
  cross join lateral (values (s.holder_id, true, s.chair), (s.deputy_id, false, false)) as p(id, holder, chair)
  join member m on m.id = p.id and m.left_at is null
  where g.kind = 'committee' group by n.id, g.id, m.id
$$;

-- Networks whose committee is not made up as its seats say: a term has begun or ended.
create function committees_to_follow(at timestamptz)
returns table (network_id uuid)
language sql stable security definer set search_path = verbund, pg_temp as $$
  select distinct network_id from (
    select network_id, group_id, member_id, role from committee_people(committees_to_follow.at)
    union all
    select ms.network_id, ms.group_id, ms.member_id, ms.role
    from membership ms join working_group g on g.id = ms.group_id where g.kind = 'committee') both_sides
  group by network_id, group_id, member_id, role having count(*) = 1
$$;
