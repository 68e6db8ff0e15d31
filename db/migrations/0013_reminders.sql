-- Up Migration

-- Who is reminded of what waits in the mailbox, one after the other: mailboxes of offices, never of people.
create table rota (
  organisation_id uuid primary key references organisation on delete cascade,
  mailboxes       text[] not null check (cardinality(mailboxes) between 1 and 20),
  turn            integer not null default 1     -- of the mailbox that comes next, from 1
);

-- Days on which an organisation wants to be reminded. They are tied to nothing.
create table wake_day (
  organisation_id uuid not null references organisation on delete cascade,
  day             date not null,
  primary key (organisation_id, day)
);

-- One row: the full hour up to which was looked for what to remind of.
create table reminded (
  until timestamptz not null check (until = date_trunc('hour', until, 'UTC'))
);
insert into reminded (until) values (date_trunc('hour', now(), 'UTC'));
grant select, update on reminded to nrm_definer;

-- A reminder goes to the rota; it waits beside what there is new.
alter table notice
  add reminds boolean not null default false,
  drop constraint notice_pkey,
  add primary key (organisation_id, reminds);

call gate.isolate('rota');
call gate.isolate('wake_day');

create function gate.is_in_charge() returns boolean
language sql stable security definer set search_path = public, pg_temp
as $$ select gate.has_role('administrator') or gate.has_role('supervisor') $$;

create policy in_charge on rota for select to nrm_portal using (
  organisation_id = (select gate.current_organisation()) and (select gate.is_in_charge())
);
create policy colleagues on wake_day for select to nrm_portal using (
  organisation_id = (select gate.current_organisation()) and (select gate.is_certified())
);
-- Whose turn it is tells how often something waited.
grant select (organisation_id, mailboxes) on rota to nrm_portal;
grant select on wake_day to nrm_portal;

-- None: reminders go to the mailbox for notices. False for whoever is neither administrator nor supervisor.
create function gate.set_rota(mailboxes text[]) returns boolean
language plpgsql security definer set search_path = public, pg_temp
as $$
declare
  own uuid := gate.current_organisation();
begin
  if not gate.is_in_charge() then
    return false;
  end if;
  if cardinality(set_rota.mailboxes) = 0 then
    delete from rota r where r.organisation_id = own;
    delete from notice n where n.organisation_id = own and n.reminds;
  else
    insert into rota (organisation_id, mailboxes) values (own, set_rota.mailboxes)
    on conflict (organisation_id) do update set mailboxes = excluded.mailboxes, turn = 1;
  end if;
  perform gate.log('rota_set', own, '{}');
  return true;
end $$;

-- Instead of those that were set before. False for whoever is neither administrator nor supervisor.
create function gate.set_wake_days(days date[]) returns boolean
language plpgsql security definer set search_path = public, pg_temp
as $$
declare
  own uuid := gate.current_organisation();
begin
  if not gate.is_in_charge() then
    return false;
  end if;
  delete from wake_day w where w.organisation_id = own and w.day <> all(days);
  insert into wake_day (organisation_id, day) select own, d.day from unnest(days) as d (day) on conflict do nothing;
  return true;
end $$;

-- Takes away only what goes to this mailbox.
create or replace function gate.set_notice_mailbox(mailbox text) returns boolean
language plpgsql security definer set search_path = public, pg_temp
as $$
declare
  own uuid := gate.current_organisation();
begin
  if not gate.has_role('administrator') then
    return false;
  end if;
  if mailbox is null then
    delete from notice_mailbox m where m.organisation_id = own;
    delete from notice n where n.organisation_id = own and not n.reminds;
  else
    insert into notice_mailbox (organisation_id, mailbox) values (own, set_notice_mailbox.mailbox)
    on conflict (organisation_id) do update set mailbox = excluded.mailbox;
  end if;
  perform gate.log(case when mailbox is null then 'mailbox_removed' else 'mailbox_set' end, own, '{}');
  return true;
end $$;

-- How many reminders there are of what has waited so long: after 4, 24 and 72 hours, then every week.
create function gate.reminders_after(waited interval) returns integer
language sql immutable
as $$
  select (w.hours >= 4)::integer + (w.hours >= 24)::integer
    + case when w.hours >= 72 then 1 + floor((w.hours - 72) / 168)::integer else 0 end
  from (select extract(epoch from waited) / 3600 as hours) w
$$;

-- Looks at the full hours that have passed since it looked last. Whatever came due meanwhile, in however many envelopes: each
-- organisation is reminded once.
create function gate.note_reminders(at timestamptz) returns void
language plpgsql security definer set search_path = public, pg_temp
as $$
declare
  hour timestamptz := date_trunc('hour', at, 'UTC');
  today date := (at at time zone 'UTC')::date;
  since timestamptz;
begin
  select r.until into since from reminded r for update;
  if since = hour then
    return;
  end if;
  update reminded set until = hour;
  insert into notice (organisation_id, reminds, due)
  select o.id, r.organisation_id is not null, hour
  from organisation o
  left join rota r on r.organisation_id = o.id
  left join notice_mailbox m on m.organisation_id = o.id
  where o.standing = 'active'
    and coalesce(r.organisation_id, m.organisation_id) is not null
    and (
      exists (
        select
        from wake_day w
        where w.organisation_id = o.id
          and w.day = today
          and w.day::timestamp at time zone 'UTC' > since
      )
      or exists (
        select
        from envelope e
        where e.organisation_id = o.id
          and e.counts
          and not e.acknowledged
          and e.sealed is not null
          and e.expires_on >= today
          and gate.reminders_after(hour - e.received_hour) > gate.reminders_after(since - e.received_hour)
          and not exists (select from block b where b.organisation_id = o.id and b.blocked_id = e.sender_id)
      )
    )
  on conflict do nothing;
end $$;

drop function gate.take_notice, gate.notice_sent, gate.notice_failed;

-- In an order that tells nothing.
create function gate.due_notices(at timestamptz) returns table (organisation_id uuid, reminds boolean)
language sql security definer set search_path = public, pg_temp
as $$ select n.organisation_id, n.reminds from notice n where n.due <= at order by random() $$;

-- The mailbox that it goes to; null when it was sent meanwhile. It stays with the transaction that took it, until
-- notice_sent or notice_failed.
create function gate.take_notice(concerned uuid, is_reminder boolean, at timestamptz) returns text
language sql security definer set search_path = public, pg_temp
as $$
  select case when n.reminds then r.mailboxes[r.turn] else m.mailbox end
  from notice n
  left join rota r on r.organisation_id = n.organisation_id
  left join notice_mailbox m on m.organisation_id = n.organisation_id
  where n.organisation_id = concerned
    and n.reminds = is_reminder
    and n.due <= at
  for update of n skip locked
$$;

create function gate.next_turn(concerned uuid) returns void
language sql security definer set search_path = public, pg_temp
as $$ update rota set turn = turn % cardinality(mailboxes) + 1 where organisation_id = concerned $$;

create function gate.notice_sent(concerned uuid, is_reminder boolean) returns void
language sql security definer set search_path = public, pg_temp
as $$
  delete from notice where organisation_id = concerned and reminds = is_reminder;
  select gate.next_turn(concerned) where is_reminder;
$$;

-- Tried again after one hour, two, four … at last once a day; a reminder at the next mailbox.
create function gate.notice_failed(concerned uuid, is_reminder boolean) returns void
language sql security definer set search_path = public, pg_temp
as $$
  update notice
  set failures = failures + 1,
    due = date_trunc('hour', now(), 'UTC') + interval '1 hour' * least(2 ^ least(failures, 5), 24)
  where organisation_id = concerned
    and reminds = is_reminder;
  select gate.next_turn(concerned) where is_reminder;
$$;

do $$
declare
  door record;
begin
  for door in
    select p.oid::regprocedure as name, k.caller
    from (values
      ('is_in_charge', 'nrm_portal'), ('set_rota', 'nrm_portal'), ('set_wake_days', 'nrm_portal'),
      ('reminders_after', null), ('next_turn', null),
      ('note_reminders', 'nrm_jobs'), ('due_notices', 'nrm_jobs'), ('take_notice', 'nrm_jobs'), ('notice_sent', 'nrm_jobs'),
      ('notice_failed', 'nrm_jobs')
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

drop table rota, wake_day, reminded;
drop function gate.is_in_charge, gate.set_rota, gate.set_wake_days, gate.reminders_after, gate.note_reminders,
  gate.due_notices, gate.take_notice, gate.next_turn, gate.notice_sent, gate.notice_failed;
delete from notice where reminds;
alter table notice
  drop constraint notice_pkey,
  drop reminds,
  add primary key (organisation_id);
create or replace function gate.set_notice_mailbox(mailbox text) returns boolean
language plpgsql security definer set search_path = public, pg_temp
as $$
declare
  own uuid := gate.current_organisation();
begin
  if not gate.has_role('administrator') then
    return false;
  end if;
  if mailbox is null then
    delete from notice_mailbox m where m.organisation_id = own;
    delete from notice n where n.organisation_id = own;
  else
    insert into notice_mailbox (organisation_id, mailbox) values (own, set_notice_mailbox.mailbox)
    on conflict (organisation_id) do update set mailbox = excluded.mailbox;
  end if;
  perform gate.log(case when mailbox is null then 'mailbox_removed' else 'mailbox_set' end, own, '{}');
  return true;
end $$;
create function gate.take_notice(out organisation_id uuid, out mailbox text)
language sql security definer set search_path = public, pg_temp
as $$
  select n.organisation_id, m.mailbox
  from notice n
  join notice_mailbox m on m.organisation_id = n.organisation_id
  where n.due <= now()
  order by n.due
  limit 1
  for update of n skip locked
$$;
create function gate.notice_sent(concerned uuid) returns void
language sql security definer set search_path = public, pg_temp
as $$ delete from notice where organisation_id = concerned $$;
create function gate.notice_failed(concerned uuid) returns void
language sql security definer set search_path = public, pg_temp
as $$
  update notice
  set failures = failures + 1,
    due = date_trunc('hour', now(), 'UTC') + interval '1 hour' * least(2 ^ least(failures, 5), 24)
  where organisation_id = concerned
$$;
do $$
declare
  door text;
begin
  foreach door in array array['take_notice', 'notice_sent', 'notice_failed'] loop
    execute format('alter function gate.%I owner to nrm_definer', door);
    execute format('revoke execute on function gate.%I from public', door);
    execute format('grant execute on function gate.%I to nrm_jobs', door);
  end loop;
end $$;
