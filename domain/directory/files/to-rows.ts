import { searchRows } from '../search/search-rows.ts';
import { guidanceRows } from './guidance-rows.ts';
import { hotlinesInOrder } from './hotline-order.ts';
import { noteColumns } from './note-columns.ts';
import type { DirectoryFiles } from './read-directory-files.ts';
import type { NoteRecord, StateFile } from './state-file.ts';

type Row = Record<string, unknown>;

/** Rows by table, in an order in which foreign keys are always met. */
export interface DirectoryRows extends Record<string, Row[]> {
  state: Row[];
  source: Row[];
  mechanism: Row[];
  entry: Row[];
  hotline: Row[];
  contact_point: Row[];
  service: Row[];
  procedure: Row[];
  promising_practice: Row[];
  guidance: Row[];
  standard: Row[];
  term: Row[];
  entry_search: Row[];
  lexicon: Row[];
}

/** Lays the directory's files out as the rows of the tables in `db/migrations`. */
export function directoryRows(files: DirectoryFiles): DirectoryRows {
  const rows: DirectoryRows = {
    state: [],
    source: [],
    mechanism: [],
    entry: [],
    hotline: [],
    contact_point: [],
    service: [],
    procedure: [],
    promising_practice: [],
    guidance: [],
    standard: [],
    term: [],
    entry_search: [],
    lexicon: [],
  };
  const contents = new Map(files.states.map(({ content }) => [content.state, content]));
  files.stateNames.terms.forEach((names, position) => {
    const state = contents.get(names.code);
    if (state === undefined) return;
    rows.state.push({
      code: names.code,
      id: state.id,
      labels: names.labels,
      own_names: names.own,
      aliases: names.aliases,
      checked_on: state.checkedOn,
      position,
    });
    addState(rows, state);
  });
  for (const { content } of files.vocabularies) {
    content.terms.forEach(({ code, labels, definition, definitions = {}, pillars = [], crosswalk }, position) => {
      const { vocabulary } = content;
      rows.term.push({ vocabulary, code, labels, definition, definitions, pillars, crosswalk, position });
    });
  }
  const library = guidanceRows(files);
  rows.source.push(...library.source);
  rows.entry.push(...library.entry);
  rows.guidance.push(...library.guidance);
  rows.standard.push(
    ...files.standards.standards.map(({ id, appliesTo, ...standard }) => ({
      number: id,
      ...standard,
      applies_to: appliesTo,
    })),
  );
  Object.assign(rows, searchRows(files, rows));
  return rows;
}

function addState(rows: DirectoryRows, state: StateFile): void {
  const stateCode = state.state;
  const sourceIds = (keys: string[]) => keys.map((key) => `${stateCode}-${key}`);

  state.sources.forEach(({ id, title, publisher, url, date }, position) => {
    rows.source.push({ id: `${stateCode}-${id}`, state_code: stateCode, title, publisher, url, date, position });
  });
  const { mechanism } = state;
  rows.mechanism.push({
    state_code: stateCode,
    status: mechanism.status,
    established: mechanism.established,
    legal_basis: mechanism.legalBasis,
    coordinating_body: mechanism.coordinatingBody,
    formal_identification_by: mechanism.formalIdentificationBy,
    reflection_period_days: mechanism.reflectionPeriodDays,
    residence_permit: mechanism.residencePermit,
    ...noteColumns(mechanism.note),
    source_ids: sourceIds(mechanism.sources),
  });

  interface Shared {
    id: string;
    name: string;
    checkedOn?: string | undefined;
    note: NoteRecord | null;
    sources: string[];
  }
  const addEntry = (kind: string, record: Shared, position: number, pillars: string[], localName: string | null) =>
    rows.entry.push({
      id: record.id,
      kind,
      state_code: stateCode,
      name: record.name,
      local_name: localName,
      provenance: 'COMPILED',
      checked_on: record.checkedOn ?? state.checkedOn,
      verified_on: null,
      pillars,
      ...noteColumns(record.note),
      source_ids: sourceIds(record.sources),
      position,
    });

  hotlinesInOrder(state.hotlines).forEach((hotline, position) => {
    addEntry('HOTLINE', hotline, position, ['P1'], null);
    rows.hotline.push({
      entry_id: hotline.id,
      operator: hotline.operator,
      operator_type: hotline.operatorType,
      phones: hotline.phones,
      channels: hotline.channels,
      hours: hotline.hours,
      languages: hotline.languages,
      target_groups: hotline.targetGroups,
      callable_from_abroad: hotline.callableFromAbroad,
      scope: hotline.scope,
      area: hotline.area ?? null,
      url: hotline.url,
    });
  });
  state.contactPoints.forEach((point, position) => {
    addEntry('CONTACT_POINT', point, position, point.pillars, point.localName);
    rows.contact_point.push({
      entry_id: point.id,
      organisation: point.organisation,
      roles: point.roles,
      phones: point.phones,
      email: point.email,
      url: point.url,
      address: point.address,
    });
  });
  state.services.forEach((service, position) => {
    addEntry('SERVICE', service, position, service.pillars, null);
    rows.service.push({
      entry_id: service.id,
      provider: service.provider,
      types: service.types,
      target_groups: service.targetGroups,
      languages: service.languages,
      phones: service.phones,
      url: service.url,
      description: service.description,
    });
  });
  state.procedures.forEach((procedure, position) => {
    addEntry('PROCEDURE', procedure, position, [procedure.pillar], null);
    rows.procedure.push({
      entry_id: procedure.id,
      measure: procedure.measure,
      summary: procedure.summary,
      responsible: procedure.responsible,
      time_limit: procedure.timeLimit,
      legal_reference: procedure.legalReference,
    });
  });
  state.promisingPractices.forEach((practice, position) => {
    addEntry('PROMISING_PRACTICE', practice, position, [practice.pillar], null);
    rows.promising_practice.push({ entry_id: practice.id, summary: practice.summary });
  });
}
