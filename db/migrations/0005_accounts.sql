-- Up Migration

-- Row security of a table that belongs to people: its owner and nrm_definer see all rows, everyone else only what further
-- policies show to a role by name.
create procedure gate.isolate(isolated regclass)
language plpgsql
as $$
begin
  execute format('alter table %s enable row level security', isolated);
  execute format('alter table %s force row level security', isolated);
  execute format('create policy of_owner on %s to current_user using (true) with check (true)', isolated);
  execute format('create policy of_definer on %s to nrm_definer using (true) with check (true)', isolated);
  execute format('grant select, insert, update, delete on %s to nrm_definer', isolated);
end $$;

-- Who can sign in. No name, no mailbox, no passphrase: what OPAQUE needs, and keys that only the person's browser opens.
create table account (
  id            uuid primary key,
  sign_in_name  text not null unique check (sign_in_name ~ '^[a-z0-9][a-z0-9._-]{2,39}$'),
  opaque_record text not null,
  bundle        text not null,           -- as the browser wrote it
  is_operator   boolean not null default false,
  made_on       date not null default current_date
);

-- Ended by leaving, by a pause of half an hour, or twelve hours after it began.
create table session (
  id         text primary key,           -- SHA-256 of the token that the browser holds, in hex
  account_id uuid not null references account on delete cascade,
  begun_at   timestamptz not null default now(),
  seen_at    timestamptz not null default now(),
  device     text not null               -- "Firefox on Linux": for the person to recognise it
);

create index session_of_account on session (account_id);

-- The server's half of a sign-in between its two steps; taken once, gone after two minutes.
create table sign_in (
  id         uuid primary key,
  account_id uuid references account on delete cascade,    -- null: nobody has the name that was given
  state      text not null,
  begun_at   timestamptz not null default now()
);

-- One-time links that make an account.
create table set_up_link (
  id          text primary key,          -- SHA-256 of the link's token, in hex
  for_what    text not null check (for_what in ('first_operator')),
  valid_until timestamptz not null
);

-- How often something was tried, by a key that tells nothing: see domain/accounts/throttle.ts.
create table attempt (
  key    text primary key,
  points integer not null default 0,
  expire bigint                          -- milliseconds since 1970
);

grant select, insert, update, delete on attempt to nrm_portal;

call gate.isolate('account');
call gate.isolate('session');
call gate.isolate('sign_in');
call gate.isolate('set_up_link');

create function gate.is_alive(session) returns boolean
language sql stable
return $1.begun_at > now() - interval '12 hours' and $1.seen_at > now() - interval '30 minutes';

create function gate.hashed(token text) returns text
language sql immutable strict
return encode(sha256(convert_to(token, 'UTF8')), 'hex');

-- Whose session the transaction runs in: its token was put there with set_config('nrm.session', …, true). Nobody's: null.
create function gate.current_account() returns uuid
language sql stable security definer set search_path = public, pg_temp
as $$
  select account_id
  from session
  where id = gate.hashed(current_setting('nrm.session', true))
    and gate.is_alive(session)
$$;

create policy own on account for select to nrm_portal using (id = (select gate.current_account()));
create policy own_session on session for select to nrm_portal using (account_id = (select gate.current_account()));
create policy end_own_session on session for delete to nrm_portal using (account_id = (select gate.current_account()));
grant select (id, sign_in_name, bundle, is_operator, made_on) on account to nrm_portal;
grant select, delete on session to nrm_portal;

create function gate.record_for(name text, out account_id uuid, out opaque_record text)
language sql stable security definer set search_path = public, pg_temp
as $$ select id, opaque_record from account where sign_in_name = name $$;

create function gate.keep_sign_in(sign_in uuid, account uuid, state text) returns void
language sql security definer set search_path = public, pg_temp
as $$
  delete from sign_in where begun_at < now() - interval '2 minutes';
  insert into sign_in (id, account_id, state) values ($1, $2, $3);
$$;

create function gate.take_sign_in(sign_in uuid, out account_id uuid, out sign_in_name text, out state text)
language sql security definer set search_path = public, pg_temp
as $$
  with taken as (
    delete from sign_in s
    where s.id = $1
      and s.begun_at > now() - interval '2 minutes'
    returning s.account_id, s.state
  )
  select taken.account_id, a.sign_in_name, taken.state
  from taken
  left join account a on a.id = taken.account_id
$$;

-- What Lucia asks of its tables, by hashed ids.
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

create function gate.see_session(session_id text) returns void
language sql security definer set search_path = public, pg_temp
as $$ update session set seen_at = now() where id = session_id and seen_at < now() - interval '10 seconds' $$;

create function gate.end_session(session_id text) returns void
language sql security definer set search_path = public, pg_temp
as $$ delete from session where id = session_id $$;

-- A node without an operator has one link for the first; each start makes a new one.
create function gate.offer_first_operator(link_id text, valid_for interval) returns boolean
language plpgsql security definer set search_path = public, pg_temp
as $$
begin
  if exists (select from account where is_operator) then
    return false;
  end if;
  delete from set_up_link where for_what = 'first_operator';
  insert into set_up_link (id, for_what, valid_until) values (link_id, 'first_operator', now() + valid_for);
  return true;
end $$;

create function gate.is_link_valid(link_id text) returns boolean
language sql stable security definer set search_path = public, pg_temp
as $$ select exists (select from set_up_link where id = link_id and valid_until > now()) $$;

-- Uses the link up and makes the account, or neither. False: the link is spent.
create function gate.make_first_operator(link_id text, account uuid, name text, record text, bundle text) returns boolean
language plpgsql security definer set search_path = public, pg_temp
as $$
begin
  delete from set_up_link l where l.id = link_id and l.for_what = 'first_operator' and l.valid_until > now();
  if not found then
    return false;
  end if;
  insert into account (id, sign_in_name, opaque_record, bundle, is_operator) values (account, name, record, bundle, true);
  return true;
end $$;

do $$
declare
  door regprocedure;
begin
  for door in select p.oid::regprocedure from pg_proc p where p.pronamespace = 'gate'::regnamespace and p.prokind = 'f' loop
    execute format('alter function %s owner to nrm_definer', door);
    execute format('revoke execute on function %s from public', door);
    execute format('grant execute on function %s to nrm_portal', door);
  end loop;
end $$;

-- Down Migration

-- With the sessions goes the function that takes one.
drop table session, sign_in, set_up_link, attempt, account cascade;
drop function gate.hashed, gate.current_account, gate.record_for, gate.keep_sign_in, gate.take_sign_in,
  gate.session_by, gate.begin_session, gate.see_session, gate.end_session, gate.offer_first_operator,
  gate.is_link_valid, gate.make_first_operator;
drop procedure gate.isolate;
