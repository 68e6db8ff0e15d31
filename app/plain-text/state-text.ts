import {
  linesForChildren,
  linesFromAbroad,
  medicalServices,
  officesForChildren,
  officesFromAbroad,
  proceduresOf,
  servicesForChildren,
} from '#app/answers-of-a-state.ts';
import { numberSources } from '#app/components/sources.tsx';
import type { Translator } from '#app/i18n.ts';
import { costOf, dialledFromAbroad, EMERGENCY_FROM_A_MOBILE, otherWays } from '#app/phones.ts';
import type { Label } from '#app/queries/labels.ts';
import type { ContactPoint, Hotline, Phone, Procedure, Service, State } from '#app/queries/state.ts';
import { Sheet } from './sheet.ts';
import { writtenNumber } from './written-number.ts';

/** A State as a text for telephones that show nothing else: the same facts and words as its page, numbers first. */
export function stateText(state: State, label: Label, t: Translator, addresses: { page: string; numbers: string }) {
  const sheet = new Sheet();
  const own = state.ownNames.map(({ name }) => name).filter((name) => name !== state.name);
  sheet.add(t('site.name'));
  sheet.add([state.name, ...new Set(own)].join(' · '));
  if (t.lang !== 'en') sheet.add(t('site.english'));
  writeHere(sheet, state, label, t);
  writeAbroad(sheet, state, t);
  writeChild(sheet, state, label, t);
  writeMedical(sheet, state, t);
  writeOrigin(sheet, state, t);
  sheet.gap();
  sheet.add(t('text.page', { address: addresses.page }));
  sheet.add(t('text.numbers', { address: addresses.numbers }));
  return sheet.toString();
}

function writeHere(sheet: Sheet, state: State, label: Label, t: Translator): void {
  const { emergencyNumber: number, hotlines } = state;
  const known = hotlines.filter(({ phones, channels }) => phones.length > 0 || channels.length > 0);
  sheet.heading(t('state.here'));
  sheet.add(
    number === null ? t('state.danger.unknown', { number: EMERGENCY_FROM_A_MOBILE }) : t('state.danger', { number }),
  );
  sheet.add(known.length > 0 ? `${t('state.here.lead')} ${t('state.here.anonymous')}` : t('state.here.none'));
  if (known.length === 0) writeOffices(sheet, officesFromAbroad(state.contactPoints), t);
  for (const line of known) writeLine(sheet, line, label, t);
}

function writeAbroad(sheet: Sheet, state: State, t: Translator): void {
  const lines = linesFromAbroad(state.hotlines);
  const offices = officesFromAbroad(state.contactPoints);
  sheet.heading(t('state.abroad'));
  sheet.add(lines.length > 0 ? t('state.abroad.lead') : t('state.abroad.none'));
  for (const line of lines) writeLineFromAbroad(sheet, line, t);
  if (lines.length > 0) {
    sheet.gap();
    sheet.add(t('hotline.hours.there', { state: state.name }));
  }
  sheet.gap();
  if (offices.length > 0) {
    sheet.add(t('state.abroad.ask'));
    writeOffices(sheet, offices, t);
  } else if (lines.length === 0) {
    sheet.add(t('state.abroad.nothing'));
  }
  sheet.gap();
  sheet.add(t('state.abroad.embassy', { state: state.name }));
}

function writeChild(sheet: Sheet, state: State, label: Label, t: Translator): void {
  const lines = linesForChildren(state.hotlines);
  const offices = officesForChildren(state.contactPoints);
  const services = servicesForChildren(state.services);
  const procedures = proceduresOf(state.procedures, 'children');
  sheet.heading(t('state.child'));
  sheet.add(t('state.child.lead'));
  if ([lines, offices, services, procedures].every((found) => found.length === 0)) sheet.add(t('state.child.unknown'));
  for (const { name, phones } of lines) writeBrief(sheet, name, phones, t);
  for (const { name, roles, phones } of offices) {
    writeBrief(sheet, `${name}: ${label('contact_role', roles[0] ?? 'other')}`, phones, t);
  }
  writeServices(sheet, services, t);
  for (const procedure of procedures) writeProcedure(sheet, procedure);
}

function writeMedical(sheet: Sheet, state: State, t: Translator): void {
  const services = medicalServices(state.services);
  sheet.heading(t('state.medical'));
  if (services.length === 0) sheet.add(t('state.medical.unknown'));
  writeServices(sheet, services, t);
}

/** Where the facts above come from and of when they are. */
function writeOrigin(sheet: Sheet, state: State, t: Translator): void {
  const used = [
    ...state.hotlines,
    ...officesFromAbroad(state.contactPoints),
    ...officesForChildren(state.contactPoints),
    ...servicesForChildren(state.services),
    ...medicalServices(state.services),
    ...proceduresOf(state.procedures, 'children'),
  ];
  sheet.heading(t('state.sources'));
  sheet.add(t('state.checked', { date: t.date(state.checkedOn) }));
  sheet.add(t('state.unconfirmed'));
  for (const { title, publisher, url, date } of numberSources(used.flatMap(({ sources }) => sources)).list) {
    const day = date === null ? t('state.sources.undated') : t.date(date);
    const host = url !== null && URL.canParse(url) ? new URL(url).host : null;
    sheet.add(`- ${[title, publisher, host, day].filter(Boolean).join(' · ')}`, { hanging: 2 });
  }
}

function writeLine(sheet: Sheet, line: Hotline, label: Label, t: Translator): void {
  const { operator, operatorType, phones, hours, languages, audiences, channels, note } = line;
  const { others, url } = otherWays(line);
  const answers = operatorType === null ? t('hotline.answers.unknown') : t(`hotline.answers.${operatorType}`);
  const fact = (name: string, value: string) =>
    sheet.add(t('common.labelled', { label: name, value }), { indent: 2, hanging: 4 });
  sheet.gap();
  for (const phone of phones) sheet.add(`${writtenNumber(phone, t)} (${costAndReach(phone, t)})`, { hanging: 4 });
  if (phones.length === 0) writeChannels(sheet, channels, label, t);
  writeName(sheet, line, t);
  fact(t('hotline.answers'), operator === null ? answers : `${answers} (${operator})`);
  fact(t('hotline.hours'), hours ?? t('hotline.hours.unknown'));
  const spoken = languages.map(({ label: name }) => name).join(' · ');
  fact(t('hotline.languages'), spoken === '' ? t('hotline.languages.unknown') : spoken);
  fact(
    t('hotline.for'),
    audiences.length === 0
      ? t('hotline.for.everyone')
      : audiences.map((audience) => label('target_group', audience)).join(' · '),
  );
  for (const { kind, value } of others) fact(label('channel_kind', kind), value);
  if (url !== null) fact(t('entry.web'), url);
  if (note !== null && note.text !== '') sheet.add(note.text, { indent: 2 });
}

/** In the place of a number. */
function writeChannels(sheet: Sheet, channels: Hotline['channels'], label: Label, t: Translator): void {
  if (channels.length === 0) sheet.add(t('hotline.nonumber'));
  for (const { kind, value } of channels) {
    sheet.add(t('common.labelled', { label: label('channel_kind', kind), value }), { hanging: 4 });
  }
}

/** The rest is said where the line stands among those of the country. */
function writeLineFromAbroad(sheet: Sheet, line: Hotline, t: Translator): void {
  sheet.gap();
  for (const phone of line.phones.filter(dialledFromAbroad)) {
    sheet.add(`${writtenNumber(phone, t)} (${t(costOf(phone, true))})`, { hanging: 4 });
  }
  writeName(sheet, line, t);
  sheet.add(line.hours ?? t('hotline.hours.unknown'), { indent: 2 });
}

/** What must be seen before a number is dialled: that it may be dead, or is for a part of the country. */
function writeName(sheet: Sheet, { name, area, note }: Hotline, t: Translator): void {
  sheet.add(name, { indent: 2, hanging: 4 });
  if (note?.codes.includes('UNCONFIRMED') === true) sheet.add(t('hotline.unconfirmed'), { indent: 2 });
  if (area !== null) sheet.add(t('hotline.area', { area }), { indent: 2 });
}

function costAndReach(phone: Phone, t: Translator): string {
  return `${t(costOf(phone, false))} · ${t(phone.domesticOnly ? 'hotline.inside' : 'hotline.anywhere')}`;
}

function writeOffices(sheet: Sheet, points: readonly ContactPoint[], t: Translator): void {
  for (const { name, phones, email, note } of points) {
    writeBrief(sheet, name, phones.filter(dialledFromAbroad), t, email);
    if (note !== null && note.text !== '') sheet.add(note.text, { indent: 2 });
  }
}

function writeServices(sheet: Sheet, services: readonly Service[], t: Translator): void {
  for (const { name, provider, phones } of services) {
    writeBrief(sheet, provider === null ? name : `${name}: ${provider}`, phones, t);
  }
}

function writeProcedure(sheet: Sheet, { name, summary }: Procedure): void {
  sheet.add(`- ${name}: ${summary}`, { hanging: 2 });
}

function writeBrief(
  sheet: Sheet,
  name: string,
  phones: readonly Phone[],
  t: Translator,
  email: string | null = null,
): void {
  const ways = [...phones.map((phone) => writtenNumber(phone, t)), ...(email === null ? [] : [email])];
  sheet.add(`- ${ways.length === 0 ? name : t('common.labelled', { label: name, value: ways.join(' · ') })}`, {
    hanging: 2,
  });
}
