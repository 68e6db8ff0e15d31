-- Up Migration

-- An organisation's enrolment keys one after the other. Each change is signed by the key before; it waits for the State, and
-- counts here with the first statement of the new key.
create table enrolment_key_change (
  organisation_id uuid not null references organisation on delete cascade,
  number          integer not null,      -- from 1
  to_key          text not null unique,  -- Ed25519, base64url
  change          text not null,         -- JWS by the key before
  begun_on        date not null default current_date,
  taken_up_on     date,                  -- the State has signed the new key
  completed_on    date,
  primary key (organisation_id, number)
);
create unique index one_enrolment_key_change_at_a_time on enrolment_key_change (organisation_id) where completed_on is null;

call gate.isolate('enrolment_key_change');
create policy concerned on enrolment_key_change for select to nrm_portal using (
  organisation_id = (select gate.current_organisation())
  or exists (
    select
    from organisation o
    where o.id = organisation_id
      and gate.may_decide(o.kind, o.state_code)
  )
);
grant select on enrolment_key_change to nrm_portal;

-- Null when it is done, otherwise the code of the refusal.
create function gate.begin_key_change(to_key text, change text, sealed_keys jsonb) returns text
language plpgsql security definer set search_path = public, pg_temp
as $$
declare
  own uuid := gate.current_organisation();
begin
  if not gate.has_role('administrator') then
    return 'NOT_ALLOWED';
  end if;
  -- Held, so that of two who begin together one is refused.
  perform from organisation o where o.id = own for update;
  if exists (select from enrolment_key_change c where c.organisation_id = own and c.completed_on is null) then
    return 'KEY_CHANGE_OPEN';
  end if;
  if exists (select from organisation o where o.enrolment_key = begin_key_change.to_key)
    or exists (select from enrolment_key_change c where c.to_key = begin_key_change.to_key)
  then
    return 'BAD_KEY_CHANGE';
  end if;
  insert into enrolment_key_change (organisation_id, number, to_key, change)
  select own, count(*) + 1, begin_key_change.to_key, begin_key_change.change
  from enrolment_key_change c
  where c.organisation_id = own;
  perform gate.keep_sealed_keys(own, begin_key_change.sealed_keys);
  perform gate.log('key_change_begun', own, '{}');
  return null;
end $$;

-- False when there is none, or the State has signed the new key already.
create function gate.withdraw_key_change() returns boolean
language plpgsql security definer set search_path = public, pg_temp
as $$
declare
  own uuid := gate.current_organisation();
begin
  if not gate.has_role('administrator') then
    return false;
  end if;
  delete from enrolment_key_change c
  where c.organisation_id = own
    and c.completed_on is null
    and c.taken_up_on is null;
  if not found then
    return false;
  end if;
  delete from sealed_key k where k.organisation_id = own and k.key = 'next_enrolment';
  perform gate.log('key_change_withdrawn', own, '{}');
  return true;
end $$;

-- Takes in the first statement of the new key, as publish_statement does. False when another administrator was faster, or the
-- State has not signed the new key.
create function gate.complete_key_change(
  previous_version integer, version integer, statement text, members jsonb, sealed_keys jsonb
) returns boolean
language plpgsql security definer set search_path = public, pg_temp
as $$
declare
  own uuid := gate.current_organisation();
begin
  if not gate.has_role('administrator') then
    return false;
  end if;
  update organisation o
  set statement = complete_key_change.statement, statement_version = version, enrolment_key = c.to_key
  from enrolment_key_change c
  where o.id = own
    and o.statement_version = previous_version
    and c.organisation_id = own
    and c.completed_on is null
    and c.taken_up_on is not null;
  if not found then
    return false;
  end if;
  update enrolment_key_change c set completed_on = current_date where c.organisation_id = own and c.completed_on is null;
  delete from sealed_key k where k.organisation_id = own and k.key in ('enrolment', 'next_enrolment');
  perform gate.follow_statement(own, members, sealed_keys);
  perform gate.log('key_changed', own, jsonb_build_object('version', version));
  return true;
end $$;

create or replace function gate.take_in_publication(
  of_state text, roots text[], "timestamp" text, snapshot text, targets text, organisations text, revocations text,
  signed jsonb
) returns table (name text, standing text)
language sql security definer set search_path = public, pg_temp
as $$
  insert into publication (state_code, roots, timestamp, snapshot, targets, organisations, revocations)
  values ($1, $2, $3, $4, $5, $6, $7)
  on conflict (state_code) do update
  set roots = excluded.roots,
    timestamp = excluded.timestamp,
    snapshot = excluded.snapshot,
    targets = excluded.targets,
    organisations = excluded.organisations,
    revocations = excluded.revocations,
    taken_in_at = now();

  -- A State that thinks better of it, and lists the key before, has not taken up the new one.
  update enrolment_key_change c
  set taken_up_on = case when c.to_key = s."enrolmentKey" then coalesce(c.taken_up_on, current_date) end
  from jsonb_to_recordset($8) as s (id uuid, "enrolmentKey" text)
  join organisation o on o.id = s.id
  where c.organisation_id = o.id
    and o.state_code = $1
    and c.completed_on is null
    and s."enrolmentKey" is not null;

  with changed as (
    update organisation o
    set standing = s.standing
    from jsonb_to_recordset($8) as s (id uuid, standing text, "enrolmentKey" text)
    where o.id = s.id
      and o.state_code = $1
      and o.standing <> s.standing
      and case
        when s.standing = 'active' then s."enrolmentKey" in (
            select o.enrolment_key
            union all
            select c.to_key from enrolment_key_change c where c.organisation_id = o.id and c.completed_on is null
          )
          -- Somebody else may have taken the address of whoever was refused.
          and (o.standing <> 'refused' or not exists (
            select from organisation other where other.address = o.address and other.standing <> 'refused'
          ))
        else o.standing in ('active', 'suspended', 'left')
      end
    returning o.id, o.name, o.standing
  ), logged as (
    insert into security_log (organisation_id, event, detail)
    select c.id, 'standing', jsonb_build_object('standing', c.standing, 'signedBy', $1)
    from changed c
  )
  select c.name, c.standing
  from changed c
  order by c.name
$$;

create function gate.log_key_taken_up() returns trigger
language plpgsql security definer set search_path = public, pg_temp
as $$
begin
  insert into security_log (organisation_id, event, detail) values (new.organisation_id, 'key_taken_up', '{}');
  return null;
end $$;

create trigger log_key_taken_up after update of taken_up_on on enrolment_key_change for each row
  when (old.taken_up_on is null and new.taken_up_on is not null)
  execute function gate.log_key_taken_up();

drop trigger is_told on security_log;
create trigger is_told after insert on security_log for each row
  when (new.event in (
    'accepted', 'refused', 'recovery_asked', 'recovery_confirmed', 'recovered', 'restored_with_kit', 'keys_replaced', 'kit_made',
    'key_change_begun', 'key_taken_up', 'key_changed'
  ))
  execute function gate.note_of_log();

drop function gate.open_kit;

-- As before, with the changes by which the kit's key leads to the one of now.
create function gate.open_kit(
  organisation uuid, authenticator text, out kind text, out enrolment_key text, out statement text, out sealed_keys jsonb,
  out key_changes text[]
)
language sql stable security definer set search_path = public, pg_temp
as $$
  select o.kind, o.enrolment_key, o.statement, coalesce(
    (
      select jsonb_agg(jsonb_build_object('key', k.key, 'member', null, 'sealed', k.sealed))
      from sealed_key k
      where k.organisation_id = o.id
        and k.member_number is null
    ),
    '[]'), array(
      select c.change
      from enrolment_key_change c
      where c.organisation_id = o.id
        and c.completed_on is not null
      order by c.number
    )
  from organisation o
  where o.id = organisation
    and o.kit_proof = gate.hashed(authenticator)
    and o.standing in ('applied', 'active')
$$;

do $$
declare
  door text;
begin
  foreach door in array array['begin_key_change', 'withdraw_key_change', 'complete_key_change', 'open_kit'] loop
    execute format('alter function gate.%I owner to nrm_definer', door);
    execute format('revoke execute on function gate.%I from public', door);
    execute format('grant execute on function gate.%I to nrm_portal', door);
  end loop;
  alter function gate.log_key_taken_up owner to nrm_definer;
  revoke execute on function gate.log_key_taken_up from public;
end $$;

-- Down Migration

drop trigger is_told on security_log;
create trigger is_told after insert on security_log for each row
  when (new.event in (
    'accepted', 'refused', 'recovery_asked', 'recovery_confirmed', 'recovered', 'restored_with_kit', 'keys_replaced', 'kit_made'
  ))
  execute function gate.note_of_log();
drop function gate.begin_key_change, gate.withdraw_key_change, gate.complete_key_change, gate.open_kit;
drop table enrolment_key_change;
drop function gate.log_key_taken_up;
delete from sealed_key where key = 'next_enrolment';
create or replace function gate.take_in_publication(
  of_state text, roots text[], "timestamp" text, snapshot text, targets text, organisations text, revocations text,
  signed jsonb
) returns table (name text, standing text)
language sql security definer set search_path = public, pg_temp
as $$
  insert into publication (state_code, roots, timestamp, snapshot, targets, organisations, revocations)
  values ($1, $2, $3, $4, $5, $6, $7)
  on conflict (state_code) do update
  set roots = excluded.roots,
    timestamp = excluded.timestamp,
    snapshot = excluded.snapshot,
    targets = excluded.targets,
    organisations = excluded.organisations,
    revocations = excluded.revocations,
    taken_in_at = now();

  with changed as (
    update organisation o
    set standing = s.standing
    from jsonb_to_recordset($8) as s (id uuid, standing text, "enrolmentKey" text)
    where o.id = s.id
      and o.state_code = $1
      and o.standing <> s.standing
      and case
        when s.standing = 'active' then o.enrolment_key = s."enrolmentKey"
          -- Somebody else may have taken the address of whoever was refused.
          and (o.standing <> 'refused' or not exists (
            select from organisation other where other.address = o.address and other.standing <> 'refused'
          ))
        else o.standing in ('active', 'suspended', 'left')
      end
    returning o.id, o.name, o.standing
  ), logged as (
    insert into security_log (organisation_id, event, detail)
    select c.id, 'standing', jsonb_build_object('standing', c.standing, 'signedBy', $1)
    from changed c
  )
  select c.name, c.standing
  from changed c
  order by c.name
$$;
create function gate.open_kit(organisation uuid, authenticator text, out kind text, out enrolment_key text, out statement text, out sealed_keys jsonb)
language sql stable security definer set search_path = public, pg_temp
as $$
  select o.kind, o.enrolment_key, o.statement, coalesce(
    (
      select jsonb_agg(jsonb_build_object('key', k.key, 'member', null, 'sealed', k.sealed))
      from sealed_key k
      where k.organisation_id = o.id
        and k.member_number is null
    ),
    '[]')
  from organisation o
  where o.id = organisation
    and o.kit_proof = gate.hashed(authenticator)
    and o.standing in ('applied', 'active')
$$;
do $$
declare
  door text;
begin
  foreach door in array array['open_kit'] loop
    execute format('alter function gate.%I owner to nrm_definer', door);
    execute format('revoke execute on function gate.%I from public', door);
    execute format('grant execute on function gate.%I to nrm_portal', door);
  end loop;
end $$;
