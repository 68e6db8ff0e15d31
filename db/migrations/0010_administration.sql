-- Up Migration

-- What was accepted is checked again each year. Null until then: the decision itself was the check.
alter table application
  add checked_on date,
  add checked_by uuid references account on delete set null,
  add check_reason text,
  add told_of_check date;                -- the day of the check that its contact point was told of

-- Whoever was refused keeps no address from others.
alter table organisation drop constraint organisation_address_key;
create unique index organisation_address_key on organisation (address) where standing <> 'refused';

-- Which entries of the directory an organisation stands behind. The directory is loaded anew as a whole, so no foreign key.
create table organisation_entry (
  entry_id        uuid primary key,
  organisation_id uuid not null references organisation on delete cascade
);

-- Where an organisation is told that there is something new: an office's mailbox, seen by its administrators only.
create table notice_mailbox (
  organisation_id uuid primary key references organisation on delete cascade,
  mailbox         text not null
);

-- That there is something new, not what or since which minute. One waits for each organisation at most.
create table notice (
  organisation_id uuid primary key references organisation on delete cascade,
  due             timestamptz not null check (due = date_trunc('hour', due, 'UTC')),
  failures        integer not null default 0
);

call gate.isolate('organisation_entry');
call gate.isolate('notice_mailbox');
call gate.isolate('notice');

create policy of_known_organisation on organisation_entry for select to nrm_portal using (
  exists (select from organisation o where o.id = organisation_id)
);
create policy administrators on notice_mailbox for select to nrm_portal using (
  organisation_id = (select gate.current_organisation()) and (select gate.has_role('administrator'))
);
grant select on organisation_entry, notice_mailbox to nrm_portal;
grant select on entry to nrm_definer;

-- Colleagues see each other once they are certified; before that, everybody sees only the own row.
drop policy colleagues on member;
create policy colleagues on member for select to nrm_portal using (
  account_id = (select gate.current_account())
  or organisation_id = (select gate.current_organisation()) and (select gate.is_certified())
);
drop policy colleague on account;
create policy colleague on account for select to nrm_portal using (
  (select gate.is_certified())
  and exists (select from member m where m.account_id = account.id and m.organisation_id = (select gate.current_organisation()))
);

-- Whoever answered an invitation and is not to be certified goes, and the link with them. False for whoever was certified once.
create function gate.turn_away(newcomer uuid) returns boolean
language plpgsql security definer set search_path = public, pg_temp
as $$
declare
  name text;
  answered uuid[] := array(select i.id from invitation i where i.account_id = newcomer);
begin
  if not gate.has_role('administrator') then
    return false;
  end if;
  -- Held, so that nobody certifies in the same moment.
  perform from member where account_id = newcomer for update;
  delete from account a
  using member m
  where a.id = newcomer
    and m.account_id = a.id
    and m.organisation_id = gate.current_organisation()
    and m.number is null
    and not exists (select from invitation i where i.renews = a.id)
  returning a.sign_in_name into name;
  if name is null then
    return false;
  end if;
  delete from invitation i where i.id = any(answered);
  perform gate.log('turned_away', gate.current_organisation(), jsonb_build_object('name', name));
  return true;
end $$;

-- Whether there is anything that whoever asks could decide.
create function gate.may_decide_anything() returns boolean
language sql stable security definer set search_path = public, pg_temp
as $$
  select gate.may_act() and exists (select from account where id = gate.current_account() and is_operator)
    or exists (
      select
      from organisation o
      where o.id = gate.current_organisation()
        and o.kind = 'contact_point'
        and o.standing = 'active'
        and gate.has_role('contact_point_officer')
    )
$$;

-- False when it is not active, or not for whoever asks.
create function gate.check_again(concerned uuid, reason text) returns boolean
language plpgsql security definer set search_path = public, pg_temp
as $$
begin
  update application a
  set checked_on = current_date, checked_by = gate.current_account(), check_reason = check_again.reason,
    check_again_on = current_date + 365
  from organisation o
  where o.id = concerned
    and a.organisation_id = o.id
    and o.standing = 'active'
    and gate.may_decide(o.kind, o.state_code);
  if not found then
    return false;
  end if;
  perform gate.log('checked_again', concerned, '{}');
  return true;
end $$;

-- Null when it is done, otherwise the code of the refusal.
create function gate.link_entry(concerned uuid, linked uuid) returns text
language plpgsql security definer set search_path = public, pg_temp
as $$
declare
  host organisation;
begin
  select * into host
  from organisation o
  where o.id = concerned
    and o.standing = 'active'
    and gate.may_decide(o.kind, o.state_code);
  if not found then
    return 'NOTHING_TO_DECIDE';
  end if;
  -- An entry without a State is of an international body.
  if not exists (
    select
    from entry e
    where e.id = linked
      and e.kind in ('HOTLINE', 'CONTACT_POINT', 'SERVICE')
      and (e.state_code = host.state_code or e.state_code is null and host.kind = 'international_organisation')
  ) then
    return 'BAD_ENTRY';
  end if;
  insert into organisation_entry (entry_id, organisation_id) values (linked, concerned) on conflict do nothing;
  if found then
    perform gate.log('entry_linked', concerned, jsonb_build_object('entry', linked));
    return null;
  end if;
  if exists (select from organisation_entry l where l.entry_id = linked and l.organisation_id = concerned) then
    return null;
  end if;
  return 'ENTRY_TAKEN';
end $$;

create function gate.unlink_entry(concerned uuid, linked uuid) returns boolean
language plpgsql security definer set search_path = public, pg_temp
as $$
begin
  delete from organisation_entry l
  using organisation o
  where l.entry_id = linked
    and l.organisation_id = concerned
    and o.id = concerned
    and gate.may_decide(o.kind, o.state_code);
  if not found then
    return false;
  end if;
  perform gate.log('entry_unlinked', concerned, jsonb_build_object('entry', linked));
  return true;
end $$;

-- What an operator has to know of the node: numbers, never names. Null for everybody else.
create function gate.overview() returns jsonb
language sql stable security definer set search_path = public, pg_temp
as $$
  select jsonb_build_object(
    'organisations', (
      select coalesce(jsonb_agg(jsonb_build_object('stateCode', g.state_code, 'standing', g.standing, 'count', g.count)
        order by g.state_code, g.standing), '[]')
      from (select state_code, standing, count(*) from organisation group by state_code, standing) g
    ),
    'applicationsWaiting', (select count(*) from organisation where standing = 'applied'),
    'waitingSince', (
      select min(a.applied_on)
      from application a
      join organisation o on o.id = a.organisation_id
      where o.standing = 'applied'
    ),
    'accounts', (select count(*) from account),
    'liveSessions', (select count(*) from session where gate.is_alive(session))
  )
  from account
  where id = gate.current_account()
    and is_operator
    and gate.may_act()
$$;

-- Null takes the mailbox away. False for whoever is no administrator.
create function gate.set_notice_mailbox(mailbox text) returns boolean
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

-- Lets an organisation know, at the next full hour and by name of nothing, that there is something new.
create function gate.note(concerned uuid) returns void
language sql security definer set search_path = public, pg_temp
as $$
  insert into notice (organisation_id, due)
  select m.organisation_id, date_trunc('hour', now(), 'UTC') + interval '1 hour'
  from notice_mailbox m
  where m.organisation_id = concerned
  on conflict do nothing
$$;

create function gate.note_of_log() returns trigger
language plpgsql security definer set search_path = public, pg_temp
as $$
begin
  perform gate.note(new.organisation_id);
  return null;
end $$;

-- What an organisation is told of when it is logged.
create trigger is_told after insert on security_log for each row
  when (new.event in (
    'accepted', 'refused', 'recovery_asked', 'recovery_confirmed', 'recovered', 'restored_with_kit', 'keys_replaced', 'kit_made'
  ))
  execute function gate.note_of_log();

-- Whoever has to check an organisation again within a month is told once.
create function gate.note_checks() returns void
language sql security definer set search_path = public, pg_temp
as $$
  with due as (
    update application a
    set told_of_check = a.check_again_on
    from organisation o
    where o.id = a.organisation_id
      and o.standing = 'active'
      and a.check_again_on <= current_date + 30
      and a.told_of_check is distinct from a.check_again_on
    returning o.kind, o.state_code
  )
  select gate.note(c.id)
  from organisation c
  where c.kind = 'contact_point'
    and c.standing = 'active'
    and exists (select from due d where d.state_code = c.state_code and d.kind <> 'contact_point')
$$;

-- The next notice that is due. It stays with the transaction that took it, until notice_sent or notice_failed.
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

-- Tried again after one hour, two, four … at last once a day.
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
  foreach door in array array['turn_away', 'may_decide_anything', 'check_again', 'link_entry', 'unlink_entry', 'overview',
    'set_notice_mailbox', 'note', 'note_of_log', 'note_checks', 'take_notice', 'notice_sent', 'notice_failed'] loop
    execute format('alter function gate.%I owner to nrm_definer', door);
    execute format('revoke execute on function gate.%I from public', door);
  end loop;
  foreach door in array array['turn_away', 'may_decide_anything', 'check_again', 'link_entry', 'unlink_entry', 'overview',
    'set_notice_mailbox'] loop
    execute format('grant execute on function gate.%I to nrm_portal', door);
  end loop;
  -- Mailboxes are read where notices are sent, never where questions are answered.
  foreach door in array array['note_checks', 'take_notice', 'notice_sent', 'notice_failed'] loop
    execute format('grant execute on function gate.%I to nrm_jobs', door);
  end loop;
end $$;

-- The process that owns the tables becomes this role where it sends notices.
grant nrm_jobs to current_user;

-- Down Migration

drop index organisation_address_key;
alter table organisation add constraint organisation_address_key unique (address);
drop trigger is_told on security_log;
drop policy colleagues on member;
create policy colleagues on member for select to nrm_portal using (organisation_id = (select gate.current_organisation()));
drop policy colleague on account;
create policy colleague on account for select to nrm_portal using (
  exists (select from member m where m.account_id = account.id and m.organisation_id = (select gate.current_organisation()))
);
drop function gate.turn_away, gate.may_decide_anything, gate.check_again, gate.link_entry, gate.unlink_entry, gate.overview,
  gate.set_notice_mailbox, gate.note, gate.note_of_log, gate.note_checks, gate.take_notice, gate.notice_sent,
  gate.notice_failed;
drop table notice, notice_mailbox, organisation_entry;
alter table application drop checked_on, drop checked_by, drop check_reason, drop told_of_check;
revoke select on entry from nrm_definer;
