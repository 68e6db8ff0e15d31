import type { Database } from '#db/client.ts';

/**
 * What PostgreSQL's catalogs say of a database, one line each: relations, columns, constraints, indexes, triggers, policies,
 * functions, schemas, and who may do what with them. Positions and the spacing of what was written are left out, and extensions:
 * they may have been there before us.
 */
export async function schemaOf(sql: Database): Promise<string[]> {
  const rows = await sql<{ line: string }[]>`
    with space as (
      select * from pg_namespace where nspname in ('public', 'gate')
    ), relation as (
      select c.*, n.nspname || '.' || c.relname as name
      from pg_class c
      join space n on n.oid = c.relnamespace
      where c.relkind in ('r', 'v', 'm', 'S')
        and c.relname <> 'migration'
        and c.relname <> 'migration_id_seq'
        -- What an extension brought is not ours.
        and not exists (select from pg_depend d where d.objid = c.oid and d.deptype = 'e')
    ), function as (
      select p.*, p.oid::regprocedure::text as name
      from pg_proc p
      join space n on n.oid = p.pronamespace
      where not exists (select from pg_depend d where d.objid = p.oid and d.deptype = 'e')
    ), said (line) as (
      select 'schema ' || nspname || ' of ' || nspowner::regrole::text from space
      union all
      select 'relation ' || name || ' ' || relkind::text || ' of ' || relowner::regrole::text
        || case when relrowsecurity then ' isolated' else '' end || case when relforcerowsecurity then ' by force' else '' end
      from relation
      union all
      select 'view ' || name || ' ' || pg_get_viewdef(oid) from relation where relkind in ('v', 'm')
      union all
      select 'column ' || name || '.' || a.attname || ' ' || format_type(a.atttypid, a.atttypmod)
        || case when a.attnotnull then ' not null' else '' end || ' ' || a.attidentity::text || a.attgenerated::text
        || coalesce(' ' || pg_get_expr(d.adbin, d.adrelid), '')
      from relation r
      join pg_attribute a on a.attrelid = r.oid and a.attnum > 0 and not a.attisdropped
      left join pg_attrdef d on d.adrelid = r.oid and d.adnum = a.attnum
      union all
      select 'constraint ' || name || ' ' || c.conname || ' ' || pg_get_constraintdef(c.oid)
      from relation r
      join pg_constraint c on c.conrelid = r.oid
      -- Those of a column say the same.
      where c.contype <> 'n'
      union all
      select 'index ' || name || ' ' || pg_get_indexdef(i.indexrelid) from relation r join pg_index i on i.indrelid = r.oid
      union all
      select 'trigger ' || name || ' ' || pg_get_triggerdef(t.oid)
      from relation r
      join pg_trigger t on t.tgrelid = r.oid and not t.tgisinternal
      union all
      select 'policy ' || name || ' ' || p.polname || ' ' || p.polcmd::text || ' to ' || p.polroles::regrole[]::text
        || coalesce(' using ' || pg_get_expr(p.polqual, p.polrelid), '')
        || coalesce(' check ' || pg_get_expr(p.polwithcheck, p.polrelid), '')
      from relation r
      join pg_policy p on p.polrelid = r.oid
      union all
      select 'function ' || name || ' of ' || proowner::regrole::text || ' ' || pg_get_functiondef(oid) from function
      union all
      select 'may ' || nspname || ' ' || a.grantee::regrole::text || ' ' || a.privilege_type
      from space, aclexplode(coalesce(nspacl, acldefault('n', nspowner))) a
      union all
      select 'may ' || name || ' ' || a.grantee::regrole::text || ' ' || a.privilege_type
      from relation, aclexplode(coalesce(relacl, acldefault(case relkind when 'S' then 's' else 'r' end::"char", relowner))) a
      union all
      select 'may ' || name || '.' || t.attname || ' ' || a.grantee::regrole::text || ' ' || a.privilege_type
      from relation r
      join pg_attribute t on t.attrelid = r.oid and t.attnum > 0 and not t.attisdropped,
        aclexplode(t.attacl) a
      union all
      select 'may ' || name || ' ' || a.grantee::regrole::text || ' ' || a.privilege_type
      from function, aclexplode(coalesce(proacl, acldefault('f', proowner))) a
      union all
      select 'default ' || coalesce(defaclnamespace::regnamespace::text, '') || ' ' || defaclobjtype::text || ' '
        || a.grantee::regrole::text || ' ' || a.privilege_type
      from pg_default_acl, aclexplode(defaclacl) a
    )
    select regexp_replace(regexp_replace(line, '--[^\\n]*', '', 'g'), '\\s+', ' ', 'g') as line
    from said
    order by 1`;
  return rows.map(({ line }) => line);
}
