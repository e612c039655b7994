-- What is offered to a demand, who books places in it, whether the need is met (N3, N4, N5).

create table offer (
  id uuid primary key,
  network_id uuid not null references network,
  -- Who offers it.
  organisation_id uuid not null,
  topic_id uuid not null,
  kind text not null check (kind in ('course', 'advice', 'own')),
  title text not null,
  content text not null,
  -- First and last day, or the quarter in which it will be.
  from_day date,
  to_day date,
  quarter quarter,
  format text not null check (format in ('onsite', 'online', 'mixed', 'inhouse')),
  region_id uuid,
  place text not null,
  -- Cents per person.
  price integer not null check (price >= 0),
  minimum integer not null check (minimum >= 1),
  maximum integer not null,
  book_by timestamptz not null,
  -- Its last day, or its quarter, is over.
  ends_at timestamptz not null,
  zone text not null,
  state text not null check (state in ('open', 'confirmed', 'fallen-through', 'cancelled', 'over')),
  -- null: forgotten by whom.
  made_by uuid,
  made_at timestamptz not null,
  -- The form's nonce: the same form sent twice makes one offer.
  form_nonce text not null,
  -- Places that are booked, and for which somebody waits.
  booked integer not null default 0 check (booked >= 0),
  waiting integer not null default 0 check (waiting >= 0),
  -- Grows with every change of what is offered: who changes an older one is told.
  edition integer not null,
  revision integer not null,
  names_forgotten_at timestamptz,
  unique (network_id, id),
  unique (network_id, form_nonce),
  foreign key (network_id, organisation_id) references organisation (network_id, id),
  foreign key (network_id, topic_id) references topic (network_id, id),
  foreign key (network_id, region_id) references region (network_id, id),
  foreign key (network_id, made_by) references member (network_id, id),
  -- One of the two is there: the code says so to people.
  check (quarter is null or from_day is null),
  check (num_nulls(from_day, to_day) in (0, 2)),
  check (from_day <= to_day),
  check (maximum between minimum and 1000),
  -- N4: never more, whoever books at one moment.
  check (booked <= maximum)
);
create index offer_of_network on offer (network_id, state, ends_at, id);
create index offer_of_organisation on offer (organisation_id);
create index offer_to_decide on offer (book_by) where state = 'open';
create index offer_to_end on offer (ends_at) where state in ('open', 'confirmed');

-- Every act books for itself, so that colleagues book beside each other.
create table booking (
  id uuid primary key,
  network_id uuid not null references network,
  offer_id uuid not null,
  -- Whose it is and stays, whoever booked it and wherever that person goes.
  organisation_id uuid not null,
  -- The queue: given under the offer's lock, so in the order in which they came to it.
  position bigint generated always as identity,
  places integer not null check (places between 1 and 20),
  state text not null check (state in ('booked', 'waiting', 'cancelled')),
  -- N3: the organisation has said that the provider may read its name.
  named boolean not null,
  -- null: forgotten by whom.
  booked_by uuid,
  booked_at timestamptz not null,
  -- null: nobody, or it happened by itself.
  changed_by uuid,
  changed_at timestamptz,
  nonce text not null,
  unique (network_id, id),
  unique (offer_id, organisation_id, nonce),
  foreign key (network_id, offer_id) references offer (network_id, id),
  foreign key (network_id, organisation_id) references organisation (network_id, id),
  foreign key (network_id, booked_by) references member (network_id, id),
  foreign key (network_id, changed_by) references member (network_id, id)
);
create index booking_of_offer on booking (offer_id, state, position);
create index booking_of_organisation on booking (organisation_id, offer_id);

-- Acts on bookings that have had their effect: a late copy of one changes nothing (as P2).
create table booking_act (
  booking_id uuid not null,
  act_key text not null,
  network_id uuid not null references network,
  primary key (booking_id, act_key),
  foreign key (network_id, booking_id) references booking (network_id, id)
);

-- N5: of an organisation that had places.
create table offer_feedback (
  offer_id uuid not null,
  organisation_id uuid not null,
  network_id uuid not null references network,
  met text not null check (met in ('yes', 'partly', 'no')),
  said_by uuid,
  said_at timestamptz not null,
  primary key (offer_id, organisation_id),
  foreign key (network_id, offer_id) references offer (network_id, id),
  foreign key (network_id, organisation_id) references organisation (network_id, id),
  foreign key (network_id, said_by) references member (network_id, id)
);

-- Of the offer alone: who books stands nowhere but in the bookings.
create table offer_trace (
  id bigint generated always as identity primary key,
  network_id uuid not null references network,
  offer_id uuid not null,
  at timestamptz not null,
  what text not null,
  -- Who did it; null: it happened by itself.
  member_id uuid,
  data jsonb not null,
  foreign key (network_id, offer_id) references offer (network_id, id),
  foreign key (network_id, member_id) references member (network_id, id)
);
create index offer_trace_of_offer on offer_trace (offer_id, id);

-- Who is told of an offer has a need, or has booked: no ledger shows such a post, no count has it in it.
alter table post add column secret boolean not null default false;
-- Such a notice goes its own way, so that it leaves no gap among what others see.
alter table notice add column secret boolean not null default false;

-- Offers for which it is time, or whose organisations are no more.
create function due_offers(at timestamptz)
returns table (network_id uuid, offer_id uuid)
language sql stable security definer set search_path = verbund, pg_temp as $$
  select o.network_id, o.id from offer o
  where o.state in ('open', 'confirmed') and (
    (o.state = 'open' and o.book_by <= at) or o.ends_at <= at
    or exists (select from organisation p where p.id = o.organisation_id and p.removed_at is not null)
    or exists (select from booking b join organisation p on p.id = b.organisation_id
               where b.offer_id = o.id and b.state <> 'cancelled' and p.removed_at is not null))
  order by o.book_by, o.id
$$;

do $$
declare t text;
begin
  foreach t in array array['offer', 'booking', 'booking_act', 'offer_feedback', 'offer_trace']
  loop
    execute format('alter table %I enable row level security', t);
    execute format('create policy own_network on %I using (network_id = current_network())
                    with check (network_id = current_network())', t);
    execute format('grant select, insert, update, delete on %I to verbund_service', t);
  end loop;
end $$;
