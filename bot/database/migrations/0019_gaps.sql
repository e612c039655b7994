-- N5: demand, offer, and needs met, once for each quarter.

create table gap_report (
  id uuid primary key,
  network_id uuid not null references network,
  quarter quarter not null,
  made_at timestamptz not null,
  -- P7: what was computed when it was made. Nothing else is ever shown of it.
  data jsonb not null,
  unique (network_id, id),
  unique (network_id, quarter)
);

-- Networks in which there was demand or an offer in the quarter before, and of which no report has been made.
create function networks_without_gap_report(at timestamptz)
returns table (network_id uuid, quarter text)
language sql stable security definer set search_path = verbund, pg_temp as $$
  select n.id, q.quarter from network n,
    lateral (select to_char((at at time zone n.zone) - interval '3 months', 'YYYY-Q') as quarter) q
  where not exists (select from gap_report g where g.network_id = n.id and g.quarter = q.quarter)
    and (exists (select from round r where r.network_id = n.id and r.quarter = q.quarter and r.state = 'closed')
      or exists (select from offer o where o.network_id = n.id and o.state not in ('cancelled', 'fallen-through')
                 and coalesce(o.quarter::text, to_char(o.from_day, 'YYYY-Q')) = q.quarter))
  order by n.id
$$;

alter table gap_report enable row level security;
create policy own_network on gap_report using (network_id = current_network()) with check (network_id = current_network());
grant select, insert on gap_report to verbund_service;
