-- Up Migration

-- A sender is told, too, to which period an envelope was sealed: once that is compromised it is sealed again.
drop function gate.sent_envelopes;
create function gate.sent_envelopes(ids uuid[])
returns table (
  id uuid, receiver uuid, sha256 text, received_hour timestamptz, period_id uuid, acknowledged boolean, is_gone boolean
)
language sql stable security definer set search_path = public, pg_temp
as $$
  select e.id, e.organisation_id, e.sha256, e.received_hour, e.period_id, e.acknowledged, e.sealed is null
  from envelope e
  where e.id = any(ids)
    and e.sender_id = gate.current_organisation()
    and gate.has_role('caseworker')
$$;

-- Puts what the own organisation has sealed again in the place of what it sent: as [{id, receiver, period, size, sealed, sha256}],
-- all or none. It comes to the mailbox anew. What is here already, by content, stays as it is.
create function gate.seal_again(envelopes jsonb, out refused text, out concerned uuid)
language plpgsql security definer set search_path = public, pg_temp
as $$
declare
  own uuid := gate.current_organisation();
  hour timestamptz;
  given record;
  kept record;
  whom text;
begin
  if not gate.has_role('caseworker') or not exists (select from organisation o where o.id = own and o.standing = 'active') then
    refused := 'NOT_ALLOWED';
    return;
  end if;
  perform gate.hold_mailboxes(envelopes);
  hour := date_trunc('hour', clock_timestamp(), 'UTC');
  for given in
    select *
    from jsonb_to_recordset(envelopes) as e (id uuid, receiver uuid, period uuid, size smallint, sealed text, sha256 text)
    order by e.id
  loop
    select e.sha256, e.period_id, e.size_class, e.acknowledged, e.sealed is null as is_gone into kept
    from envelope e
    where e.id = given.id
      and e.organisation_id = given.receiver
      and e.sender_id = own
    for update;
    if not found then
      perform gate.refuse('UNKNOWN_ENVELOPE', null);
    end if;
    continue when kept.sha256 = given.sha256;
    if kept.acknowledged or kept.is_gone or kept.period_id = given.period or kept.size_class <> given.size then
      perform gate.refuse('NOT_SEALED_AGAIN', null);
    end if;
    if exists (select from block b where b.organisation_id = given.receiver and b.blocked_id = own) then
      perform gate.refuse('BLOCKED', given.receiver);
    end if;
    update mailbox m set last_number = m.last_number + 1 where m.organisation_id = given.receiver;
    update envelope e
    set number = m.last_number, received_hour = hour, size_class = given.size, period_id = given.period,
      sealed = decode(given.sealed, 'base64'), sha256 = given.sha256, expires_on = (hour at time zone 'UTC')::date + 400
    from mailbox m
    where m.organisation_id = given.receiver
      and e.id = given.id;
    perform pg_notify('mailbox', given.receiver::text);
  end loop;
exception when sqlstate 'NR001' then
  get stacked diagnostics refused = message_text, whom = pg_exception_detail;
  concerned := nullif(whom, '');
end $$;

do $$
declare
  door text;
begin
  foreach door in array array['sent_envelopes', 'seal_again'] loop
    execute format('alter function gate.%I owner to nrm_definer', door);
    execute format('revoke execute on function gate.%I from public', door);
    execute format('grant execute on function gate.%I to nrm_portal', door);
  end loop;
end $$;

-- Down Migration

drop function gate.seal_again, gate.sent_envelopes;
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
alter function gate.sent_envelopes owner to nrm_definer;
revoke execute on function gate.sent_envelopes from public;
grant execute on function gate.sent_envelopes to nrm_portal;
