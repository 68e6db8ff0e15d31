-- Up Migration

-- One time-based code for each account. The secrets are sealed under a key that is not in the database.
create table totp (
  account_id     uuid primary key references account on delete cascade,
  secret         text,                   -- base64url; null as long as none was confirmed
  offered        text,                   -- the next one, shown but not confirmed yet
  last_used_step bigint,                 -- of 30 seconds since 1970: a code works once
  made_on        date,
  check (secret is not null or offered is not null)
);

create table passkey (
  id              text primary key,      -- credential id, base64url
  account_id      uuid not null references account on delete cascade,
  public_key      text not null,         -- COSE, base64url
  counter         bigint not null,
  transports      text[] not null,
  name            text not null check (length(name) between 1 and 80),
  may_open_bundle boolean not null default false,
  is_disabled     boolean not null default false,   -- somebody has a copy of it
  made_on         date not null default current_date,
  last_used_on    date
);

create index passkey_of_account on passkey (account_id);

-- What a passkey is asked to sign; taken once, gone after five minutes.
create table challenge (
  challenge  text primary key,           -- base64url
  purpose    text not null check (purpose in ('add', 'second', 'alone')),
  account_id uuid references account on delete cascade,     -- null: whose passkey will answer is not known yet
  begun_at   timestamptz not null default now()
);

-- Who has given the first proof and owes the second; five minutes long.
create table factor_due (
  id         uuid primary key,
  account_id uuid not null references account on delete cascade,
  device     text not null,
  via        text not null check (via in ('passphrase', 'recovery_code')),
  begun_at   timestamptz not null default now()
);

create table recovery (
  account_id    uuid primary key references account on delete cascade,
  authenticator text not null,           -- SHA-256 of what the browser derives from the code, in hex
  made_on       date not null default current_date
);

-- Whoever has the code and no second factor waits a day for an administrator's word.
create table recovery_request (
  id           uuid primary key,
  account_id   uuid not null unique references account on delete cascade,
  device       text not null,
  token_hash   text not null,            -- SHA-256 of what only the browser that asked has, in hex
  asked_at     timestamptz not null default now(),
  decided_by   uuid references account on delete set null,
  confirmed_at timestamptz,
  refused_at   timestamptz,
  check (confirmed_at is null or refused_at is null)
);

alter table session add column via text not null default 'passphrase'
  check (via in ('passphrase', 'passkey', 'recovery_code', 'recovery_confirmed'));

call gate.isolate('totp');
call gate.isolate('passkey');
call gate.isolate('challenge');
call gate.isolate('factor_due');
call gate.isolate('recovery');
call gate.isolate('recovery_request');

create function gate.is_obliged(account uuid) returns boolean
language sql stable security definer set search_path = public, pg_temp
as $$
  select exists (select from account a where a.id = $1 and a.is_operator)
    or exists (
      select
      from member m
      where m.account_id = $1
        and not m.is_revoked
        and m.roles && array['administrator', 'directory_editor', 'contact_point_officer']
    )
$$;

-- How many second factors can be used; a passkey that was copied is none.
create function gate.count_factors(account uuid) returns integer
language sql stable security definer set search_path = public, pg_temp
as $$
  select (
    (select count(*) from totp t where t.account_id = $1 and t.secret is not null)
    + (select count(*) from passkey p where p.account_id = $1 and not p.is_disabled)
  )::integer
$$;

create function gate.lacks_factor() returns boolean
language sql stable security definer set search_path = public, pg_temp
as $$ select gate.is_obliged(gate.current_account()) and gate.count_factors(gate.current_account()) = 0 $$;

-- Whether the session gave every proof that its account owes: one that began with a recovery code owes a new passphrase.
create function gate.may_act() returns boolean
language sql stable security definer set search_path = public, pg_temp
as $$
  select not gate.lacks_factor()
    and exists (
      select
      from session s
      where s.id = gate.hashed(current_setting('nrm.session', true))
        and s.via in ('passphrase', 'passkey')
    )
$$;

-- What opens the account is changed only soon after somebody proved to be its owner.
create function gate.is_fresh() returns boolean
language sql stable security definer set search_path = public, pg_temp
as $$
  select exists (
    select
    from session s
    where s.id = gate.hashed(current_setting('nrm.session', true))
      and gate.is_alive(s)
      and s.begun_at > now() - interval '10 minutes'
  )
$$;

create or replace function gate.has_role(role text) returns boolean
language sql stable security definer set search_path = public, pg_temp
as $$
  select gate.may_act() and exists (
    select
    from member
    where account_id = gate.current_account()
      and not is_revoked
      and role = any(roles)
  )
$$;

create or replace function gate.may_decide(decided_kind text, decided_state text) returns boolean
language sql stable security definer set search_path = public, pg_temp
as $$
  select gate.may_act() and (
    exists (select from account where id = gate.current_account() and is_operator)
    and (
      decided_kind = 'contact_point'
      or not exists (
        select
        from organisation o
        where o.kind = 'contact_point'
          and o.standing = 'active'
          and o.state_code = decided_state
      )
    )
    or decided_kind <> 'contact_point'
    and exists (
      select
      from member m
      join organisation o on o.id = m.organisation_id
      where m.account_id = gate.current_account()
        and not m.is_revoked
        and 'contact_point_officer' = any(m.roles)
        and o.kind = 'contact_point'
        and o.standing = 'active'
        and o.state_code = decided_state
    )
  )
$$;

create policy own on totp for select to nrm_portal using (account_id = (select gate.current_account()));
create policy own on passkey for select to nrm_portal using (account_id = (select gate.current_account()));
create policy own on recovery for select to nrm_portal using (account_id = (select gate.current_account()));
create policy colleagues_of_administrators on recovery_request for select to nrm_portal using (
  (select gate.has_role('administrator'))
  and account_id <> (select gate.current_account())
  and exists (
    select
    from member m
    where m.account_id = recovery_request.account_id
      and m.organisation_id = (select gate.current_organisation())
      and not m.is_revoked
  )
);
grant select (account_id, made_on) on totp, recovery to nrm_portal;
grant select (id, account_id, name, may_open_bundle, is_disabled, made_on, last_used_on) on passkey to nrm_portal;
grant select (id, account_id, device, asked_at, confirmed_at, refused_at) on recovery_request to nrm_portal;

-- The log of somebody who is not, or not yet, in a session.
create function gate.log_of(account uuid, event text, detail jsonb) returns void
language sql security definer set search_path = public, pg_temp
as $$
  insert into security_log (account_id, organisation_id, event, detail)
  values ($1, (select m.organisation_id from member m where m.account_id = $1), $2, $3)
$$;

create function gate.log_own(event text, detail jsonb) returns void
language sql security definer set search_path = public, pg_temp
as $$ select gate.log_of(gate.current_account(), $1, $2) $$;

drop function gate.session_by(text);
create function gate.session_by(session_id text)
returns table (
  id text, account_id uuid, begun_at timestamptz, seen_at timestamptz, device text, via text, sign_in_name text,
  is_operator boolean, lacks_factor boolean
)
language sql stable security definer set search_path = public, pg_temp
as $$
  select s.id, s.account_id, s.begun_at, s.seen_at, s.device, s.via, a.sign_in_name, a.is_operator,
    gate.is_obliged(a.id) and gate.count_factors(a.id) = 0
  from session s
  join account a on a.id = s.account_id
  where s.id = session_id
    and gate.is_alive(s)
$$;

drop function gate.begin_session(text, uuid, text);
create function gate.begin_session(session_id text, account uuid, device text, via text) returns void
language sql security definer set search_path = public, pg_temp
as $$
  delete from session s where not gate.is_alive(s);
  insert into session (id, account_id, device, via) values ($1, $2, $3, $4);
  -- When colleagues come and go is nobody else's business; that somebody recovered is.
  insert into security_log (account_id, organisation_id, event, detail)
  values ($2, null, 'signed_in', jsonb_build_object('device', $3, 'via', $4));
  select gate.log_of($2, 'recovered', jsonb_build_object('device', $3)) where $4 like 'recovery%';
$$;

-- What an account still owes after its passphrase or recovery code. Passkeys that are disabled are owed and cannot be given.
create function gate.factors_of(account uuid, out is_owed boolean, out has_totp boolean, out passkeys jsonb)
language sql stable security definer set search_path = public, pg_temp
as $$
  select
    exists (select from totp t where t.account_id = $1 and t.secret is not null)
      or exists (select from passkey p where p.account_id = $1),
    exists (select from totp t where t.account_id = $1 and t.secret is not null),
    coalesce(
      (select jsonb_agg(jsonb_build_object('id', p.id, 'transports', p.transports) order by p.id)
       from passkey p
       where p.account_id = $1 and not p.is_disabled),
      '[]'
    )
$$;

create function gate.keep_factor_due(due uuid, account uuid, device text, via text) returns void
language sql security definer set search_path = public, pg_temp
as $$
  delete from factor_due where begun_at < now() - interval '5 minutes';
  insert into factor_due (id, account_id, device, via) values ($1, $2, $3, $4);
$$;

-- Looked at as often as codes are tried, taken when one was right.
create function gate.factor_due_by(due uuid, device text, out account_id uuid, out via text)
language sql stable security definer set search_path = public, pg_temp
as $$
  select d.account_id, d.via
  from factor_due d
  where d.id = $1
    and d.device = $2
    and d.begun_at > now() - interval '5 minutes'
$$;

create function gate.take_factor_due(due uuid) returns boolean
language sql security definer set search_path = public, pg_temp
as $$
  with taken as (delete from factor_due d where d.id = $1 and d.begun_at > now() - interval '5 minutes' returning 1)
  select exists (select from taken)
$$;

create function gate.note_failed_factor(account uuid, device text, factor text) returns void
language sql security definer set search_path = public, pg_temp
as $$ select gate.log_of($1, 'sign_in_failed_factor', jsonb_build_object('device', $2, 'factor', $3)) $$;

create function gate.totp_of(account uuid, out secret text, out last_used_step bigint)
language sql stable security definer set search_path = public, pg_temp
as $$ select t.secret, t.last_used_step from totp t where t.account_id = $1 and t.secret is not null $$;

-- False: this code, or a later one, was used already.
create function gate.use_totp_step(account uuid, step bigint) returns boolean
language sql security definer set search_path = public, pg_temp
as $$
  with used as (
    update totp t
    set last_used_step = $2
    where t.account_id = $1
      and t.secret is not null
      and (t.last_used_step is null or t.last_used_step < $2)
    returning 1
  )
  select exists (select from used)
$$;

-- Changes of one's own factors answer null when they are done, else the code of the refusal.

create function gate.offer_totp(offered text) returns text
language plpgsql security definer set search_path = public, pg_temp
as $$
begin
  if not gate.is_fresh() then
    return 'SIGN_IN_AGAIN';
  end if;
  insert into totp (account_id, offered) values (gate.current_account(), offer_totp.offered)
  on conflict (account_id) do update set offered = excluded.offered;
  return null;
end $$;

create function gate.offered_totp() returns text
language sql stable security definer set search_path = public, pg_temp
as $$ select offered from totp where account_id = gate.current_account() $$;

create function gate.confirm_totp(offered text, step bigint) returns text
language plpgsql security definer set search_path = public, pg_temp
as $$
begin
  if not gate.is_fresh() then
    return 'SIGN_IN_AGAIN';
  end if;
  update totp t
  set secret = t.offered, offered = null, last_used_step = confirm_totp.step, made_on = current_date
  where t.account_id = gate.current_account()
    and t.offered = confirm_totp.offered;
  if not found then
    return 'WRONG_CODE';
  end if;
  perform gate.log_own('totp_added', '{}');
  return null;
end $$;

create function gate.is_last_factor() returns boolean
language sql stable security definer set search_path = public, pg_temp
as $$ select gate.is_obliged(gate.current_account()) and gate.count_factors(gate.current_account()) <= 1 $$;

create function gate.remove_totp() returns text
language plpgsql security definer set search_path = public, pg_temp
as $$
begin
  if not gate.is_fresh() then
    return 'SIGN_IN_AGAIN';
  end if;
  -- Two factors that are removed at once must not both count as not the last.
  perform from account where id = gate.current_account() for update;
  if not exists (select from totp where account_id = gate.current_account() and secret is not null) then
    return 'NO_SUCH_FACTOR';
  end if;
  if gate.is_last_factor() then
    return 'LAST_FACTOR';
  end if;
  delete from totp where account_id = gate.current_account();
  perform gate.log_own('totp_removed', '{}');
  return null;
end $$;

create function gate.keep_challenge(challenge text, purpose text, account uuid) returns void
language sql security definer set search_path = public, pg_temp
as $$
  delete from challenge c where c.begun_at < now() - interval '5 minutes';
  insert into challenge (challenge, purpose, account_id) values ($1, $2, $3);
$$;

-- True once, for the account and the purpose for which it was made.
create function gate.take_challenge(challenge text, purpose text, account uuid) returns boolean
language sql security definer set search_path = public, pg_temp
as $$
  with taken as (
    delete from challenge c where c.challenge = $1
    returning c.purpose = $2 and c.account_id is not distinct from $3 and c.begun_at > now() - interval '5 minutes' as fits
  )
  select coalesce((select fits from taken), false)
$$;

create function gate.add_passkey(id text, public_key text, counter bigint, transports text[], name text) returns text
language plpgsql security definer set search_path = public, pg_temp
as $$
begin
  if not gate.is_fresh() then
    return 'SIGN_IN_AGAIN';
  end if;
  if (select count(*) >= 20 from passkey p where p.account_id = gate.current_account()) then
    return 'TOO_MANY_PASSKEYS';
  end if;
  insert into passkey (id, account_id, public_key, counter, transports, name)
  values ($1, gate.current_account(), $2, $3, $4, $5)
  on conflict do nothing;
  if not found then
    return 'BAD_PASSKEY';
  end if;
  perform gate.log_own('passkey_added', jsonb_build_object('name', name));
  return null;
end $$;

create function gate.passkey_by(
  id text, out account_id uuid, out public_key text, out counter bigint, out is_disabled boolean, out may_open_bundle boolean
)
language sql stable security definer set search_path = public, pg_temp
as $$
  select p.account_id, p.public_key, p.counter, p.is_disabled, p.may_open_bundle
  from passkey p
  where p.id = $1
$$;

-- False: the counter did not go on, so that somebody has a copy. Authenticators without a counter say nought.
create function gate.use_passkey(id text, counter bigint) returns boolean
language sql security definer set search_path = public, pg_temp
as $$
  with used as (
    update passkey p
    set counter = $2, last_used_on = current_date
    where p.id = $1
      and not p.is_disabled
      and (p.counter < $2 or p.counter = 0 and $2 = 0)
    returning 1
  )
  select exists (select from used)
$$;

create function gate.disable_passkey(id text) returns void
language sql security definer set search_path = public, pg_temp
as $$
  with disabled as (
    update passkey p set is_disabled = true where p.id = $1 and not p.is_disabled returning p.account_id, p.name
  )
  select gate.log_of(account_id, 'passkey_cloned', jsonb_build_object('name', name)) from disabled
$$;

-- Held until the transaction ends: whoever changes the openers of a bundle builds on the newest.
create function gate.hold_own_bundle() returns text
language sql security definer set search_path = public, pg_temp
as $$ select bundle from account where id = gate.current_account() for update $$;

create function gate.let_passkey_open(id text, bundle text) returns text
language plpgsql security definer set search_path = public, pg_temp
as $$
begin
  if not gate.is_fresh() then
    return 'SIGN_IN_AGAIN';
  end if;
  update passkey p
  set may_open_bundle = true
  where p.id = $1
    and p.account_id = gate.current_account()
    and not p.is_disabled;
  if not found then
    return 'NO_SUCH_FACTOR';
  end if;
  update account a set bundle = $2 where a.id = gate.current_account();
  perform gate.log_own('passkey_may_open', '{}');
  return null;
end $$;

create function gate.remove_passkey(id text, bundle text) returns text
language plpgsql security definer set search_path = public, pg_temp
as $$
declare
  removed passkey;
begin
  if not gate.is_fresh() then
    return 'SIGN_IN_AGAIN';
  end if;
  select * into removed from passkey p where p.id = $1 and p.account_id = gate.current_account();
  if removed.id is null then
    return 'NO_SUCH_FACTOR';
  end if;
  if not removed.is_disabled and gate.is_last_factor() then
    return 'LAST_FACTOR';
  end if;
  delete from passkey p where p.id = removed.id;
  update account a set bundle = $2 where a.id = gate.current_account();
  perform gate.log_own('passkey_removed', jsonb_build_object('name', removed.name));
  return null;
end $$;

-- A new passphrase ends the other sessions. Whoever came by a recovery code has used it up; whoever came by an administrator's
-- word begins with new factors.
create function gate.change_passphrase(record text, bundle text) returns text
language plpgsql security definer set search_path = public, pg_temp
as $$
declare
  own uuid := gate.current_account();
  this text := gate.hashed(current_setting('nrm.session', true));
  came text;
begin
  if not gate.is_fresh() then
    return 'SIGN_IN_AGAIN';
  end if;
  select via into came from session where id = this;
  update account a set opaque_record = $1, bundle = $2 where a.id = own;
  delete from session s where s.account_id = own and s.id <> this;
  delete from factor_due d where d.account_id = own;
  if came in ('recovery_code', 'recovery_confirmed') then
    delete from recovery r where r.account_id = own;
    delete from recovery_request q where q.account_id = own;
  end if;
  if came = 'recovery_confirmed' then
    delete from totp t where t.account_id = own;
    delete from passkey p where p.account_id = own;
  end if;
  update session set via = 'passphrase' where id = this;
  perform gate.log_own('passphrase_changed', jsonb_build_object('via', came));
  return null;
end $$;

create function gate.set_recovery(authenticator text, bundle text) returns text
language plpgsql security definer set search_path = public, pg_temp
as $$
begin
  if not gate.is_fresh() then
    return 'SIGN_IN_AGAIN';
  end if;
  insert into recovery (account_id, authenticator) values (gate.current_account(), $1)
  on conflict (account_id) do update set authenticator = excluded.authenticator, made_on = current_date;
  -- Somebody who waits with an older code waits for nothing.
  delete from recovery_request q where q.account_id = gate.current_account();
  update account a set bundle = $2 where a.id = gate.current_account();
  perform gate.log_own('recovery_code_made', '{}');
  return null;
end $$;

create function gate.recovery_for(name text, out account_id uuid, out authenticator text)
language sql stable security definer set search_path = public, pg_temp
as $$
  select a.id, r.authenticator
  from account a
  join recovery r on r.account_id = a.id
  where a.sign_in_name = name
$$;

-- 'waits', 'refused', or 'confirmed' once; 'elsewhere' for a browser other than the one that asked first.
create function gate.ask_recovery(request uuid, account uuid, device text, token_hash text) returns text
language plpgsql security definer set search_path = public, pg_temp
as $$
declare
  known recovery_request;
begin
  delete from recovery_request q where q.asked_at < now() - interval '24 hours';
  insert into recovery_request (id, account_id, device, token_hash)
  values (request, account, ask_recovery.device, ask_recovery.token_hash)
  on conflict (account_id) do nothing;
  if found then
    perform gate.log_of(account, 'recovery_asked', jsonb_build_object('device', ask_recovery.device));
    return 'waits';
  end if;
  select * into known from recovery_request q where q.account_id = account for update;
  if known.refused_at is not null then
    return 'refused';
  end if;
  if known.token_hash is distinct from ask_recovery.token_hash then
    perform gate.log_of(account, 'recovery_asked', jsonb_build_object('device', ask_recovery.device));
    return 'elsewhere';
  end if;
  if known.confirmed_at is null then
    return 'waits';
  end if;
  delete from recovery_request q where q.id = known.id;
  return 'confirmed';
end $$;

create function gate.decide_recovery(request uuid, confirmed boolean) returns boolean
language plpgsql security definer set search_path = public, pg_temp
as $$
declare
  asking uuid;
begin
  if not gate.has_role('administrator') then
    return false;
  end if;
  update recovery_request q
  set decided_by = gate.current_account(),
    confirmed_at = case when confirmed then now() end,
    refused_at = case when not confirmed then now() end
  from member m
  where q.id = request
    and q.confirmed_at is null
    and q.refused_at is null
    and q.asked_at > now() - interval '24 hours'
    and q.account_id <> gate.current_account()
    and m.account_id = q.account_id
    and m.organisation_id = gate.current_organisation()
    and not m.is_revoked
  returning q.account_id into asking;
  if asking is null then
    return false;
  end if;
  perform gate.log(
    case when confirmed then 'recovery_confirmed' else 'recovery_refused' end,
    gate.current_organisation(),
    jsonb_build_object('of', asking)
  );
  return true;
end $$;

do $$
declare
  inner_functions text[] := array['is_obliged', 'count_factors', 'may_act', 'is_last_factor', 'log_of', 'log_own'];
  doors text[] := array[
    'lacks_factor', 'is_fresh', 'session_by', 'begin_session', 'factors_of', 'keep_factor_due', 'factor_due_by',
    'take_factor_due', 'note_failed_factor', 'totp_of', 'use_totp_step', 'offer_totp', 'offered_totp', 'confirm_totp',
    'remove_totp', 'keep_challenge', 'take_challenge', 'add_passkey', 'passkey_by', 'use_passkey', 'disable_passkey',
    'hold_own_bundle', 'let_passkey_open', 'remove_passkey', 'change_passphrase', 'set_recovery', 'recovery_for',
    'ask_recovery', 'decide_recovery'];
  door record;
begin
  for door in
    select p.oid::regprocedure as name, p.proname = any(doors) as is_door
    from pg_proc p
    where p.pronamespace = 'gate'::regnamespace
      and p.proname = any(inner_functions || doors)
  loop
    execute format('alter function %s owner to nrm_definer', door.name);
    execute format('revoke execute on function %s from public', door.name);
    if door.is_door then
      execute format('grant execute on function %s to nrm_portal', door.name);
    end if;
  end loop;
end $$;

-- Down Migration

drop table totp, passkey, challenge, factor_due, recovery, recovery_request;
alter table session drop via;
drop function gate.is_obliged, gate.count_factors, gate.lacks_factor, gate.may_act, gate.is_fresh, gate.log_of,
  gate.log_own, gate.session_by, gate.begin_session, gate.factors_of, gate.keep_factor_due, gate.factor_due_by,
  gate.take_factor_due, gate.note_failed_factor, gate.totp_of, gate.use_totp_step, gate.offer_totp,
  gate.offered_totp, gate.confirm_totp, gate.is_last_factor, gate.remove_totp, gate.keep_challenge,
  gate.take_challenge, gate.add_passkey, gate.passkey_by, gate.use_passkey, gate.disable_passkey,
  gate.hold_own_bundle, gate.let_passkey_open, gate.remove_passkey, gate.change_passphrase, gate.set_recovery,
  gate.recovery_for, gate.ask_recovery, gate.decide_recovery;
create function gate.session_by(session_id text)
returns table (id text, account_id uuid, begun_at timestamptz, seen_at timestamptz, device text, sign_in_name text, is_operator boolean)
language sql stable security definer set search_path = public, pg_temp
as $$
  select s.id, s.account_id, s.begun_at, s.seen_at, s.device, a.sign_in_name, a.is_operator
  from session s
  join account a on a.id = s.account_id
  where s.id = session_id
    and gate.is_alive(s)
$$;
create function gate.begin_session(session_id text, account uuid, device text) returns void
language sql security definer set search_path = public, pg_temp
as $$
  delete from session s where not gate.is_alive(s);
  insert into session (id, account_id, device) values ($1, $2, $3);
$$;
create or replace function gate.has_role(role text) returns boolean
language sql stable security definer set search_path = public, pg_temp
as $$
  select exists (
    select
    from member
    where account_id = gate.current_account()
      and not is_revoked
      and role = any(roles)
  )
$$;
create or replace function gate.may_decide(decided_kind text, decided_state text) returns boolean
language sql stable security definer set search_path = public, pg_temp
as $$
  select exists (select from account where id = gate.current_account() and is_operator)
    or decided_kind <> 'contact_point'
    and exists (
      select
      from member m
      join organisation o on o.id = m.organisation_id
      where m.account_id = gate.current_account()
        and not m.is_revoked
        and 'contact_point_officer' = any(m.roles)
        and o.kind = 'contact_point'
        and o.standing = 'active'
        and o.state_code = decided_state
    )
$$;
do $$
declare
  door text;
begin
  foreach door in array array['session_by', 'begin_session'] loop
    execute format('alter function gate.%I owner to nrm_definer', door);
    execute format('revoke execute on function gate.%I from public', door);
    execute format('grant execute on function gate.%I to nrm_portal', door);
  end loop;
end $$;
