-- Up Migration

-- Who may do what in this database. Roles belong to the whole server: another database of it may have made them already,
-- or be making them in this moment.
--
--   the owner     of the tables: migrations, loading, backup
--   nrm_definer   owns the functions that look across organisations (sign-in, posting, sweeping); nobody connects as it
--   nrm_portal    the portal: reads the directory, and of people's tables what the session of the request may see
--   nrm_jobs      jobs and federation
do $$
declare
  name text;
begin
  foreach name in array array['nrm_definer', 'nrm_portal', 'nrm_jobs'] loop
    begin
      if not exists (select from pg_roles where rolname = name) then
        execute format('create role %I nologin', name);
      end if;
    exception when duplicate_object or unique_violation then
      null;
    end;
  end loop;
end $$;

grant nrm_definer to current_user;

grant usage on schema public to nrm_portal, nrm_jobs, nrm_definer;

-- Every table up to here is public; later ones say themselves who may read them.
grant select on all tables in schema public to nrm_portal, nrm_jobs;

-- Functions of nrm_definer: the only doors through which the portal looks beyond the session's own rows.
create schema gate authorization nrm_definer;

grant usage on schema gate to nrm_portal, nrm_jobs;

-- Down Migration

drop schema gate;

revoke select on all tables in schema public from nrm_portal, nrm_jobs;

revoke usage on schema public from nrm_portal, nrm_jobs, nrm_definer;
