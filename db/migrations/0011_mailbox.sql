-- Up Migration

-- Sealed envelopes wait here for the organisations of this node. Whoever copies these tables learns who wrote to whom, in which
-- hour and in which class of size, and nothing else: no column tells the minute, and none what an envelope is about.

-- Whoever writes holds the row to the end of the transaction, so that numbers become visible in their order and without gaps.
create table mailbox (
  organisation_id uuid primary key references organisation on delete cascade,
  last_number     bigint not null default 0
);

create table envelope (
  id              uuid primary key,      -- made by the sender
  organisation_id uuid not null references mailbox on delete cascade,   -- whose mailbox it is in
  number          bigint not null,
  sender_id       uuid not null,         -- perhaps of another node, so no foreign key
  received_hour   timestamptz not null check (received_hour = date_trunc('hour', received_hour, 'UTC')),
  size_class      smallint not null check (size_class in (16, 64, 256)),   -- KiB
  period_id       uuid not null,         -- of the receiver's keys
  sealed          bytea,                 -- age file; null: the receiver has taken it away, and the same id stays taken
  sha256          text not null check (sha256 ~ '^[0-9a-f]{64}$'),         -- of the age file
  blobs           uuid[] not null,
  counts          boolean not null,      -- false: against no limit, and nobody is reminded of it
  acknowledged    boolean not null default false,
  expires_on      date not null,
  unique (organisation_id, number)
);

-- Ciphertext cannot be made shorter.
alter table envelope alter sealed set storage external;

create index unacknowledged on envelope (sender_id, organisation_id) where counts and not acknowledged;
create index expiring on envelope (expires_on);

-- Two organisations of which one has acknowledged the other. Since when is nobody's business.
create table acquaintance (
  one   uuid not null,
  other uuid not null,
  primary key (one, other),
  check (one < other)
);

-- Whose envelopes an organisation does not take.
create table block (
  organisation_id uuid not null references organisation on delete cascade,
  blocked_id      uuid not null,
  primary key (organisation_id, blocked_id),
  check (organisation_id <> blocked_id)
);

call gate.isolate('mailbox');
call gate.isolate('envelope');
call gate.isolate('acquaintance');
call gate.isolate('block');

create policy caseworkers on mailbox for select to nrm_portal using (
  organisation_id = (select gate.current_organisation()) and (select gate.has_role('caseworker'))
);
create policy caseworkers on envelope for select to nrm_portal using (
  organisation_id = (select gate.current_organisation()) and (select gate.has_role('caseworker'))
);
create policy caseworkers on block for select to nrm_portal using (
  organisation_id = (select gate.current_organisation()) and (select gate.has_role('caseworker'))
);
grant select on mailbox, envelope, block to nrm_portal;

create function gate.make_mailbox() returns trigger
language plpgsql security definer set search_path = public, pg_temp
as $$
begin
  insert into mailbox (organisation_id) values (new.id);
  return null;
end $$;

insert into mailbox (organisation_id) select id from organisation;
create trigger make_mailbox after insert on organisation for each row execute function gate.make_mailbox();

-- Undoes what was done since the door was entered; the door answers the code. @param concerned the organisation it is about
create function gate.refuse(code text, concerned uuid) returns void
language plpgsql
as $$
begin
  raise exception using errcode = 'NR001', message = code, detail = coalesce(concerned::text, '');
end $$;

-- Takes in the attachments of an envelope. Null, or the code of a refusal.
create function gate.attach_blobs(envelope uuid, sender uuid, blobs uuid[]) returns text
language sql security definer set search_path = public, pg_temp
as $$ select 'UNKNOWN_BLOB' $$;

-- What a sender has in a mailbox that nobody there has acknowledged.
create function gate.unacknowledged(sender uuid, receiver uuid, out envelopes bigint, out bytes bigint, out are_small boolean)
language sql stable security definer set search_path = public, pg_temp
as $$
  select count(*), coalesce(sum(octet_length(e.sealed)), 0), coalesce(bool_and(e.size_class = 16 and e.blobs = '{}'), true)
  from envelope e
  where e.sender_id = sender
    and e.organisation_id = receiver
    and e.counts
    and not e.acknowledged
    and e.sealed is not null
$$;

create function gate.assert_within_limits(sender uuid, receiver uuid) returns void
language plpgsql security definer set search_path = public, pg_temp
as $$
declare
  waiting record;
begin
  select * into waiting from gate.unacknowledged(sender, receiver);
  if exists (select from acquaintance where one = least(sender, receiver) and other = greatest(sender, receiver)) then
    if waiting.envelopes > 200 or waiting.bytes > 1000000000 then
      perform gate.refuse('MAILBOX_FULL', receiver);
    end if;
  elsif waiting.envelopes > 3 or not waiting.are_small then
    perform gate.refuse('WAIT_FOR_ANSWER', receiver);
  end if;
end $$;

-- Held in the order of their ids, so that two who write to the same mailboxes never wait for each other.
create function gate.hold_mailboxes(envelopes jsonb) returns void
language plpgsql security definer set search_path = public, pg_temp
as $$
begin
  perform from mailbox m
  where m.organisation_id in (select e.receiver from jsonb_to_recordset(envelopes) as e (receiver uuid))
  order by m.organisation_id
  for update;
end $$;

-- Stores envelopes of one sender, all or none: [{id, receiver, period, size, sealed, sha256, blobs}]. What is here already
-- stays as it is.
create function gate.store_envelopes(sender uuid, envelopes jsonb, are_counted boolean) returns void
language plpgsql security definer set search_path = public, pg_temp
as $$
declare
  fresh uuid[];
  hour timestamptz;
  stored record;
  refused text;
begin
  perform gate.hold_mailboxes(envelopes);
  hour := date_trunc('hour', clock_timestamp(), 'UTC');
  fresh := array(
    select e.id
    from jsonb_to_recordset(envelopes) as e (id uuid)
    where not exists (select from envelope k where k.id = e.id)
  );

  for stored in
    select distinct e.receiver, o.standing = 'active' as is_open, b.blocked_id is not null as is_blocked
    from jsonb_to_recordset(envelopes) as e (id uuid, receiver uuid)
    left join organisation o on o.id = e.receiver
    left join block b on b.organisation_id = e.receiver and b.blocked_id = sender
    where e.id = any(fresh)
  loop
    if stored.is_open is not true then
      perform gate.refuse('RECEIVER_CLOSED', stored.receiver);
    end if;
    if stored.is_blocked then
      perform gate.refuse('BLOCKED', stored.receiver);
    end if;
  end loop;

  -- Ids are taken in their order, for the same reason as mailboxes.
  with given as (
    select distinct on (e.id) e.*
    from rows from (
      jsonb_to_recordset(envelopes) as (
        id uuid, receiver uuid, period uuid, size smallint, sealed text, sha256 text, blobs uuid[]
      )
    ) with ordinality as e (id, receiver, period, size, sealed, sha256, blobs, place)
    where e.id = any(fresh)
    order by e.id, place
  ), added as (
    insert into envelope (id, organisation_id, number, sender_id, received_hour, size_class, period_id, sealed, sha256, blobs,
      counts, expires_on)
    select g.id, g.receiver, m.last_number + row_number() over (partition by g.receiver order by g.place), sender, hour, g.size,
      g.period, decode(g.sealed, 'base64'), g.sha256, g.blobs, are_counted and g.receiver <> sender,
      (hour at time zone 'UTC')::date + 400
    from given g
    join mailbox m on m.organisation_id = g.receiver
    order by g.id
    on conflict (id) do nothing
    returning organisation_id
  )
  update mailbox m
  set last_number = m.last_number + a.count
  from (select organisation_id, count(*) from added group by organisation_id) a
  where m.organisation_id = a.organisation_id;

  -- The same for whoever owns the id and for everybody else, so that nobody learns of others' envelopes.
  if exists (
    select
    from jsonb_to_recordset(envelopes) as e (id uuid, receiver uuid, sha256 text)
    left join envelope k
      on k.id = e.id
      and k.sender_id = sender
      and k.organisation_id = e.receiver
      and k.sha256 = e.sha256
    where k.id is null
  ) then
    perform gate.refuse('ID_TAKEN', null);
  end if;

  for stored in select e.id, e.blobs from envelope e where e.id = any(fresh) and e.blobs <> '{}' order by e.id loop
    refused := gate.attach_blobs(stored.id, sender, stored.blobs);
    if refused is not null then
      perform gate.refuse(refused, null);
    end if;
  end loop;

  for stored in select distinct e.organisation_id as id, e.counts from envelope e where e.id = any(fresh) loop
    if stored.counts then
      perform gate.assert_within_limits(sender, stored.id);
    end if;
    -- Heard by whoever waits, after this is visible.
    perform pg_notify('mailbox', stored.id::text);
  end loop;
end $$;

-- Posts envelopes of the own organisation, all or none. Nothing is refused that is here already, whatever changed since.
create function gate.post_envelopes(envelopes jsonb, out refused text, out concerned uuid)
language plpgsql security definer set search_path = public, pg_temp
as $$
declare
  own uuid := gate.current_organisation();
  whom text;
begin
  if not gate.has_role('caseworker') or not exists (select from organisation o where o.id = own and o.standing = 'active') then
    refused := 'NOT_ALLOWED';
    return;
  end if;
  perform gate.store_envelopes(own, envelopes, true);
exception when sqlstate 'NR001' then
  get stacked diagnostics refused = message_text, whom = pg_exception_detail;
  concerned := nullif(whom, '');
end $$;

-- Of envelopes that the own organisation sent: what their senders may know.
create function gate.sent_envelopes(ids uuid[])
returns table (id uuid, receiver uuid, sha256 text, received_hour timestamptz, acknowledged boolean, is_gone boolean)
language sql stable security definer set search_path = public, pg_temp
as $$
  select e.id, e.organisation_id, e.sha256, e.received_hour, e.acknowledged, e.sealed is null
  from envelope e
  where e.id = any(ids)
    and e.sender_id = gate.current_organisation()
    and gate.has_role('caseworker')
$$;

-- Says that envelopes of the own mailbox were opened: [{id, sha256}], and posts what goes along: as gate.store_envelopes, at most
-- one to each sender of whom something was opened for the first time. All or nothing.
create function gate.acknowledge_envelopes(acknowledged jsonb, opened jsonb, out refused text, out concerned uuid)
language plpgsql security definer set search_path = public, pg_temp
as $$
declare
  own uuid := gate.current_organisation();
  senders uuid[];
  whom text;
begin
  if not gate.has_role('caseworker') then
    refused := 'NOT_ALLOWED';
    return;
  end if;
  perform gate.hold_mailboxes(opened);
  perform from envelope e
  where e.organisation_id = own
    and e.id in (select a.id from jsonb_to_recordset(acknowledge_envelopes.acknowledged) as a (id uuid))
  order by e.id
  for update;
  if exists (
    select
    from jsonb_to_recordset(acknowledge_envelopes.acknowledged) as a (id uuid, sha256 text)
    left join envelope e on e.id = a.id and e.organisation_id = own and e.sha256 = a.sha256
    where e.id is null
  ) then
    perform gate.refuse('BAD_ACKNOWLEDGEMENT', null);
  end if;

  with changed as (
    update envelope e
    set acknowledged = true
    from jsonb_to_recordset(acknowledge_envelopes.acknowledged) as a (id uuid)
    where e.id = a.id
      and not e.acknowledged
    returning e.sender_id
  )
  select array(select distinct c.sender_id from changed c where c.sender_id <> own order by c.sender_id) into senders;
  insert into acquaintance (one, other)
  select least(own, s.id), greatest(own, s.id) from unnest(senders) as s (id)
  order by 1, 2
  on conflict do nothing;

  -- What was stored with this acknowledgement before is only answered again.
  if exists (
    select
    from jsonb_to_recordset(opened) as o (id uuid, receiver uuid)
    where not exists (select from envelope k where k.id = o.id)
      -- Own copies of what goes along.
      and o.receiver <> own
    group by o.receiver
    having count(*) > 1 or o.receiver <> all(senders)
  ) then
    perform gate.refuse('BAD_ACKNOWLEDGEMENT', null);
  end if;
  perform gate.store_envelopes(own, opened, false);
exception when sqlstate 'NR001' then
  get stacked diagnostics refused = message_text, whom = pg_exception_detail;
  concerned := nullif(whom, '');
end $$;

-- Takes envelopes out of the own mailbox. What stays of them until they expire is what their senders know.
create function gate.delete_envelopes(ids uuid[]) returns uuid[]
language plpgsql security definer set search_path = public, pg_temp
as $$
declare
  own uuid := gate.current_organisation();
begin
  if not gate.has_role('caseworker') then
    return null;
  end if;
  perform from envelope e where e.organisation_id = own and e.id = any(ids) order by e.id for update;
  update envelope e
  set sealed = null, blobs = '{}'
  where e.organisation_id = own
    and e.id = any(ids)
    and e.sealed is not null;
  return array(select e.id from envelope e where e.organisation_id = own and e.id = any(ids) order by e.id);
end $$;

-- Null when it is done, otherwise the code of the refusal.
create function gate.block_organisation(blocked uuid) returns text
language plpgsql security definer set search_path = public, pg_temp
as $$
declare
  own uuid := gate.current_organisation();
begin
  if not gate.has_role('caseworker') then
    return 'NOT_ALLOWED';
  end if;
  if blocked = own
    or not exists (select from organisation o where o.id = blocked)
    and not exists (select from envelope e where e.organisation_id = own and e.sender_id = blocked)
  then
    return 'BAD_ORGANISATION';
  end if;
  insert into block (organisation_id, blocked_id) values (own, blocked) on conflict do nothing;
  return null;
end $$;

create function gate.unblock_organisation(blocked uuid) returns text
language plpgsql security definer set search_path = public, pg_temp
as $$
begin
  if not gate.has_role('caseworker') then
    return 'NOT_ALLOWED';
  end if;
  delete from block b where b.organisation_id = gate.current_organisation() and b.blocked_id = blocked;
  return null;
end $$;

-- What waits to be opened, for every certified member: numbers, never from whom. Null for everybody else.
create function gate.mailbox_counts() returns jsonb
language sql stable security definer set search_path = public, pg_temp
as $$
  with waiting as (
    select e.received_hour, extract(epoch from now() - e.received_hour) / 3600 as age
    from envelope e
    where e.organisation_id = gate.current_organisation()
      and e.counts
      and not e.acknowledged
      and e.sealed is not null
  )
  select jsonb_build_object(
    'waiting', (select count(*) from waiting),
    'since', (select min(received_hour) from waiting),
    'ages', (
      select jsonb_agg(
        jsonb_build_object(
          'hours', a.hours,
          'count', (select count(*) from waiting w where w.age >= a.hours and (a.until is null or w.age < a.until))
        )
        order by a.hours
      )
      from (values (0, 4), (4, 24), (24, 72), (72, null)) as a (hours, until)
    )
  )
  where gate.is_certified()
$$;

-- The last number of a caseworker's own mailbox; null for whoever is none, or no longer. Looking does not keep a session alive.
create function gate.last_number(session_token text) returns bigint
language plpgsql security definer set search_path = public, pg_temp
as $$
begin
  perform set_config('nrm.session', session_token, true);
  if not gate.has_role('caseworker') then
    return null;
  end if;
  return (select m.last_number from mailbox m where m.organisation_id = gate.current_organisation());
end $$;

-- Takes away what has expired; of envelopes so many at once that it never takes long. How many it were.
create function gate.sweep() returns integer
language sql security definer set search_path = public, pg_temp
as $$
  delete from challenge where begun_at < now() - interval '5 minutes';
  delete from factor_due where begun_at < now() - interval '5 minutes';
  delete from sign_in where begun_at < now() - interval '2 minutes';
  delete from recovery_request where asked_at < now() - interval '24 hours';
  delete from session s where not gate.is_alive(s);
  with gone as (
    delete from envelope
    where id in (select id from envelope where expires_on < (now() at time zone 'UTC')::date limit 1000)
    returning id
  )
  select count(*)::integer from gone;
$$;

do $$
declare
  door record;
begin
  for door in
    select p.oid::regprocedure as name, k.caller
    from (values
      ('make_mailbox', null), ('refuse', null), ('attach_blobs', null), ('unacknowledged', null), ('assert_within_limits', null),
      ('hold_mailboxes', null), ('store_envelopes', null),
      ('post_envelopes', 'nrm_portal'), ('sent_envelopes', 'nrm_portal'), ('acknowledge_envelopes', 'nrm_portal'),
      ('delete_envelopes', 'nrm_portal'), ('block_organisation', 'nrm_portal'), ('unblock_organisation', 'nrm_portal'),
      ('mailbox_counts', 'nrm_portal'), ('last_number', 'nrm_portal'),
      ('sweep', 'nrm_jobs')
    ) as k (function, caller)
    join pg_proc p on p.proname = k.function
    where p.pronamespace = 'gate'::regnamespace
  loop
    execute format('alter function %s owner to nrm_definer', door.name);
    execute format('revoke execute on function %s from public', door.name);
    if door.caller is not null then
      execute format('grant execute on function %s to %I', door.name, door.caller);
    end if;
  end loop;
end $$;

-- Down Migration

drop trigger make_mailbox on organisation;
drop function gate.make_mailbox, gate.attach_blobs, gate.unacknowledged, gate.assert_within_limits, gate.hold_mailboxes,
  gate.store_envelopes, gate.post_envelopes, gate.sent_envelopes, gate.acknowledge_envelopes, gate.delete_envelopes,
  gate.block_organisation, gate.unblock_organisation, gate.mailbox_counts, gate.last_number, gate.sweep, gate.refuse;
drop table block, acquaintance, envelope, mailbox;
