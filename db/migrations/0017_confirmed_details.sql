-- Up Migration

-- The day on which one of its administrators said last that what is known of the organisation is still right.
alter table application add confirmed_on date;

-- False for whoever is no administrator of an active organisation.
create function gate.confirm_details() returns boolean
language plpgsql security definer set search_path = public, pg_temp
as $$
declare
  own uuid := gate.current_organisation();
begin
  if not gate.has_role('administrator') then
    return false;
  end if;
  update application a
  set confirmed_on = current_date
  from organisation o
  where o.id = own
    and a.organisation_id = o.id
    and o.standing = 'active';
  if not found then
    return false;
  end if;
  perform gate.log('details_confirmed', own, '{}');
  return true;
end $$;

-- When anybody last checked an active organisation: whoever decides over it, its administrators, or the directory one of its
-- entries. And whether the yearly check is overdue. Nulls for what is not active, and for whoever is not signed in.
create function gate.last_check(concerned uuid, out day date, out is_overdue boolean)
language sql stable security definer set search_path = public, pg_temp
as $$
  select
    greatest(a.decided_on, a.checked_on, a.confirmed_on, (
      select max(e.checked_on)
      from organisation_entry l
      join entry e on e.id = l.entry_id
      where l.organisation_id = o.id
    )),
    coalesce(a.check_again_on <= current_date, true)
  from organisation o
  join application a on a.organisation_id = o.id
  where o.id = concerned
    and o.standing = 'active'
    and gate.current_account() is not null
$$;

do $$
declare
  door text;
begin
  foreach door in array array['confirm_details', 'last_check'] loop
    execute format('alter function gate.%I owner to nrm_definer', door);
    execute format('revoke execute on function gate.%I from public', door);
    execute format('grant execute on function gate.%I to nrm_portal', door);
  end loop;
end $$;

-- Down Migration

drop function gate.confirm_details, gate.last_check;
alter table application drop confirmed_on;
