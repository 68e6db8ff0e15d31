import { BEFORE_PLACES, knownStems, monthNames, stemOf } from './identifying-words.ts';

/** Something by which somebody might be recognised. */
export interface Found {
  kind: IdentifyingKind;
  /** Where it begins, in UTF-16 units. */
  from: number;
  /** Where it ends; not part of it. */
  to: number;
}

export type IdentifyingKind =
  | 'telephone'
  | 'e_mail'
  | 'web_address'
  | 'document_number'
  | 'street_address'
  | 'date_of_birth'
  | 'name';

/**
 * What in a text looks as if it said who somebody is, in English, French, German, Italian, Russian or Spanish. A warning for whoever
 * writes, never a filter: that nothing is found does not mean that nobody can be recognised.
 *
 * It does not find names in small or only large letters, single names without a word such as "called" before them, in German also two
 * names without it, names that are also countries or months, names in scripts without capitals, house numbers in words, streets
 * without a number, nor what makes somebody known without a name, such as a job in a village. Some places, companies and laws of
 * two words pass for names.
 *
 * @returns in the order of the text; no two overlap
 */
export function identifying(text: string): Found[] {
  const found: Found[] = [];
  let rest = text;
  for (const find of FINDERS) {
    const these = [...find(rest)];
    found.push(...these);
    rest = without(rest, these);
  }
  return found.sort((one, other) => one.from - other.from);
}

/** The more certain ones first: none looks at what another has found. */
const FINDERS: readonly ((text: string) => Iterable<Found>)[] = [
  (text) => matches(text, 'e_mail', E_MAIL),
  (text) => matches(text, 'web_address', WEB_ADDRESS),
  datesOfBirth,
  (text) => matches(text, 'street_address', STREET),
  (text) => matches(text, 'document_number', LETTERED_NUMBER, isDocumentNumber),
  (text) => matches(text.replace(DATE_IN_DIGITS, blank), 'telephone', TELEPHONE),
  (text) => matches(text, 'document_number', LONG_NUMBER),
  names,
];

function without(text: string, found: readonly Found[]): string {
  let end = 0;
  const kept = found.map(({ from, to }) => {
    const piece = text.slice(end, from) + blank(text.slice(from, to));
    end = to;
    return piece;
  });
  return kept.join('') + text.slice(end);
}

/** As long as it was, and nothing that anything could go on with. */
function blank(text: string): string {
  return '\n'.repeat(text.length);
}

// Every repetition has an end, so that no text takes long.
const E_MAIL = /(?<![\p{L}\d._%+-])[\p{L}\d._%+-]{1,64}@[\p{L}\d-]{1,63}(?:\.[\p{L}\d-]{1,63}){1,5}/gu;
const WEB_ADDRESS = new RegExp(
  [
    String.raw`(?:https?:\/\/|www\.)[^\s<>"]{2,500}`,
    String.raw`(?<![\p{L}\d@.-])[a-z\d-]{1,63}(?:\.[a-z\d-]{1,63}){0,3}\.(?:com|org|net|info|eu|int|gov|edu|app|ru|ua|md|ro|pl|bg|uk|fr|ch)(?![\p{L}\d.-]*[\p{L}\d])(?:\/[^\s<>"]{0,500})?`,
    String.raw`(?<![\p{L}\d@.-])[a-z\d-]{1,63}(?:\.[a-z\d-]{1,63}){0,3}\.[a-z]{2,10}\/[^\s<>"]{1,500}`,
    // As in social media.
    String.raw`(?<![\p{L}\d._-])@[a-z\d_][a-z\d_.]{2,29}`,
  ].join('|'),
  'giu',
);

const SEPARATOR = String.raw`[ ().\/\u00a0\u202f-]{0,2}`;
const TELEPHONE = startingWith(
  String.raw`[+(\d]`,
  [
    String.raw`(?<![\p{L}\d+])(?:\+|00)${SEPARATOR}[1-9](?:${SEPARATOR}\d){6,14}(?!\d)`,
    String.raw`(?<![\p{L}\d+.,\/-])\(?0\d{1,4}\)?(?:${SEPARATOR}\d){6,11}(?!\d)`,
    // Without a zero: in three groups or more, as Spain, Italy, Poland and Russia write them.
    String.raw`(?<![\p{L}\d+.,\/-]|\d )(?:8[ -]?)?\(?[3-9]\d{2}\)?[ -]\d{3}[ -]?\d{2,4}(?:[ -]\d{2})?(?![\d\/]| ?(?:€|\$|EUR|USD|RUB|CHF|Euro|евро|руб))`,
    String.raw`(?<=(?:tel|phone|téléphone|telefon[oa]?|teléfono|тел|телефон|whatsapp|viber|signal|handy|mobil[e]?|móvil)\.?:? {0,2})\d(?:${SEPARATOR}\d){5,14}(?!\d)`,
  ],
  'giu',
);
const DATE_IN_DIGITS =
  /(?<!\d)(?:\d{1,2}[./-]\d{1,2}[./-](?:19|20)\d{2}|(?:19|20)\d{2}[./-]\d{1,2}[./-]\d{1,2})(?!\d)/g;

const LETTERED_NUMBER = startingWith(
  String.raw`[A-ZА-ЯІЇЄ\d]`,
  [
    // Accounts: IBAN.
    String.raw`(?<![\p{L}\d])[A-Z]{2}\d{2}(?: ?[A-Z\d]{4}){3,7}(?: ?[A-Z\d]{1,3})?(?![\p{L}\d])`,
    String.raw`(?<![\p{L}\d])[A-ZА-ЯІЇЄ]{1,2}[ №-]{0,2}\d{7,9}(?![\p{L}\d])`,
    String.raw`(?<![\p{L}\d])[А-ЯІЇЄ]{2}[ №-]{0,2}\d{6}(?![\p{L}\d])`,
    String.raw`(?<![\p{L}\d])[A-Z\d]{7,20}(?![\p{L}\d])`,
    // A Russian passport.
    String.raw`(?<![\p{L}\d])\d{2} ?\d{2} (?:№ ?)?\d{6}(?![\p{L}\d])`,
    String.raw`(?<=(?:[Pp]assport|[Pp]asse?port|[Pp]assaporto|[Pp]asaporte|[Pp]aß|[Pp]ass|[Aa]usweis|[Dd]ocumento?|[Пп]аспорт|ID|DNI|NIE)(?:[ -]?(?:no|nr|number|numéro|nummer|numero|número|n°|nº|№|номер))?[.:]? {0,2})[A-ZА-Я\d]{5,20}(?![\p{L}\d])`,
  ],
  'gu',
);
const LONG_NUMBER = /(?<![\p{L}\d.,+])\d{9,20}(?![\p{L}\d]|[.,]\d)/gu;

/** Letters and digits together, or digits where a passport was spoken of. */
function isDocumentNumber(number: string): boolean {
  const digits = number.match(/\d/g)?.length ?? 0;
  const isPlain = /^\d+$/.test(number);
  return digits >= 5 && !(isPlain && digits > 8) && !/^(?:19|20)\d{6}$/.test(number);
}

const PARTICLES = `(?:(?:de|la|du|des|le|les|del|los|las|di|della|dei|delle|degli|dello|san|santa|saint|sainte) |(?:[ld]|dell)['’]){0,3}`;
const CAPITAL = String.raw`\p{Lu}[\p{L}'’-]{0,30}`;
const HOUSE = String.raw`(?:,? {1,2}|, ?)(?:n[.°º]{0,2} ?|№ ?|д\. ?|дом )?\d{1,4}(?:[a-zа-я](?!\p{L}))?(?![\d:]|[.,]\d| ?(?:h|min|Uhr|ore|horas|часов|mins|minutes)(?!\p{L}))`;
const STREET = new RegExp(
  [
    String.raw`(?<![\p{L}\d])\d{1,4}[a-z]?,? (?:${CAPITAL} ){1,4}(?:Street|St|Road|Rd|Avenue|Ave|Lane|Square|Boulevard|Drive|Crescent|Close|Terrace)(?!\p{L})`,
    String.raw`(?<![\p{L}\d])\d{1,4}(?: ?(?:bis|ter))?,? (?:[Rr]ue|[Aa]venue|[Aa]v\.|[Bb]oulevard|[Bb]d|[Pp]lace|[Cc]hemin|[Ii]mpasse|[Aa]llée|[Qq]uai|[Rr]oute|[Cc]ours) ${PARTICLES}${CAPITAL}(?: ${CAPITAL}){0,3}`,
    String.raw`(?<!\p{L})${CAPITAL}(?: ${CAPITAL}){0,2}? ?(?:[Ss]tra(?:ß|ss)e|[Ss]tr\.|[Ww]eg|[Pp]latz|[Aa]llee|[Gg]asse|[Uu]fer|[Dd]amm)${HOUSE}`,
    String.raw`(?<!\p{L})(?:[Vv]ia|[Vv]iale|[Pp]iazza|[Cc]orso|[Ll]argo|[Vv]icolo|[Ss]trada|[Ss]tr\.|[Bb]ulevardul|[Cc]alle|C\/|[Aa]venida|[Aa]vda\.|[Pp]laza|[Pp]aseo|[Cc]amino|[Cc]arretera) ?${PARTICLES}${CAPITAL}(?: ${PARTICLES}${CAPITAL}){0,3}${HOUSE}`,
    String.raw`(?<!\p{L})(?:[Уу]л\.|[Уу]лиц[аеу]|[Пп]роспект[еау]?|[Пп]р-т|[Пп]ер\.|[Пп]ереулок|[Бб]ульвар[еа]?|[Бб]ул\.|[Нн]аб\.|[Шш]оссе) ?${CAPITAL}(?: ${CAPITAL}){0,3}${HOUSE}`,
  ].join('|'),
  'gu',
);

const YEAR = String.raw`(?:19|20)\d{2}`;
const DATE = new RegExp(
  String.raw`(?<![\p{L}\d])(?:(?:\d{1,2}[.\/-] ?\d{1,2}[.\/-] ?(?<last>${YEAR}))|(?<first>${YEAR})-\d{2}-\d{2}|\d{1,2}(?:\.|er|st|nd|rd|th|º)? (?:de )?(?<month>\p{L}{3,12})\.?,? (?:de )?(?<end>${YEAR})|(?<name>\p{L}{3,12}) \d{1,2}(?:st|nd|rd|th)?, (?<year>${YEAR}))(?!\d)`,
  'gu',
);
const BIRTH =
  /(?<!\p{L})(?:born|birth|birthday|dob|née?|naissance|geboren|geb|geburtsdatum|geburtstag|nat[oa]|nascita|nacid[oa]|nació|nacimiento|родил(?:ся|ась)|рождения|род|р)(?!\p{L})[^\p{L}\d]{0,4}(?:(?:am|on|is|le|il|el|è|est|es|ist)[^\p{L}\d]{0,3})?$/iu;
/** Whoever says such a day without more hardly means the matter itself. */
const LAST_YEAR_OF_BIRTHS = 2008;

function* datesOfBirth(text: string): Generator<Found> {
  for (const match of text.matchAll(DATE)) {
    const { last, first, month, end, name, year } = match.groups ?? {};
    const word = month ?? name;
    if (word !== undefined && !monthNames().has(word.toLowerCase())) continue;
    const isBirth = BIRTH.test(text.slice(Math.max(0, match.index - 40), match.index));
    if (isBirth || Number(last ?? first ?? end ?? year) <= LAST_YEAR_OF_BIRTHS) {
      yield { kind: 'date_of_birth', from: match.index, to: match.index + match[0].length };
    }
  }
}

interface Word {
  text: string;
  from: number;
  to: number;
  /** What stands between it and the word before. */
  gap: string;
}

const NAME_WORD = /^\p{Lu}\p{Ll}+(?:[-'’]\p{Lu}?\p{Ll}+)*$|^(?:Mc|O['’])\p{Lu}\p{Ll}+$/u;
/** In small letters: a name follows them, and none of them is one. */
const CUE_WORDS = new Set(
  `named surname mr mrs ms miss s'appelle s’appelle prénommé prénommée nommé nommée prénom nom madame mme mlle monsieur heißt heisst heißen
  namens name vorname nachname frau herr herrn chiamata chiamato nome cognome signora signor signore sig llamada llamado nombre apellido
  apellidos sr sra señor señora don doña зовут имя фамилия господин госпожа госпожу госпоже г-жа г-жу`.split(/\s+/),
);
const CUE_PHRASE =
  /(?:^| )(?:name is|names are|name ist|(?:is|was|be|being|woman|man|girl|boy|person|child|sister|brother|mother|father|friend|someone|somebody) called|du nom de|si chiama|se llama|по имени)$/u;
/** "das heißt" is "that is"; "die Frau" has no name after her. */
const NO_CUE =
  /(?:^| )(?:(?:das|dies) hei(?:ß|ss)t|(?:der|die|den|dem|eine?[nmr]?|diese[rnm]?|jede[rnm]?|junge|ältere|keine|ihre?|seine?) (?:frau|herrn?))$/u;
const GERMAN =
  /(?<!\p{L})(?:und|der|das|ist|nicht|mit|eine?[nmrs]?|sie|wird|für|auf|zum|zur|braucht|kommt|wurde|sich|oder|keine?)(?!\p{L})/u;
const MOST_NAMES = 4;

function* names(text: string): Generator<Found> {
  const words = wordsOf(text);
  const isGerman = GERMAN.test(text);
  for (let place = 0; place < words.length; place += 1) {
    if (!isNameWord(words, place)) continue;
    let end = place + 1;
    while (end < words.length && end - place < MOST_NAMES && isNameWord(words, end) && isJoined(words, end)) end += 1;
    const run = words.slice(place, end);
    if (isAfterCue(words, place) ? !isKnown(run[0]) : !isGerman && isFullName(words, place, run)) {
      yield { kind: 'name', from: run[0]?.from ?? 0, to: run.at(-1)?.to ?? 0 };
    }
    place = end - 1;
  }
}

/** Two or more, none of which is known to be something else. */
function isFullName(words: readonly Word[], place: number, run: readonly Word[]): boolean {
  const before = words[place - 1];
  const isPlace = before !== undefined && isJoined(words, place) && BEFORE_PLACES.has(before.text.toLowerCase());
  return run.length > 1 && !isPlace && !run.some(isKnown);
}

function isKnown(word: Word | undefined): boolean {
  return word !== undefined && knownStems().has(stemOf(word.text));
}

function isNameWord(words: readonly Word[], place: number): boolean {
  const { text } = words[place] ?? { text: '' };
  return NAME_WORD.test(text) && !CUE_WORDS.has(text.toLowerCase());
}

function isJoined(words: readonly Word[], place: number): boolean {
  return /^[ \u00a0\u202f]$/.test(words[place]?.gap ?? '');
}

function isAfterCue(words: readonly Word[], place: number): boolean {
  const gap = words[place]?.gap ?? '';
  if (!/^[ \u00a0\u202f]?[:.]?[ \u00a0\u202f"«„“]{1,3}$/u.test(gap)) return false;
  const before = words.slice(Math.max(0, place - 3), place).map(({ text }) => text.toLowerCase());
  // "Mrs. …", but not the end of a sentence.
  if (gap.startsWith('.') && (before.at(-1)?.length ?? 0) > 4) return false;
  const said = before.join(' ');
  return (CUE_WORDS.has(before.at(-1) ?? '') || CUE_PHRASE.test(said)) && !NO_CUE.test(said);
}

function wordsOf(text: string): Word[] {
  let end = 0;
  // In "d’Anne" the name begins after the mark.
  return [...text.matchAll(/\p{Ll}{1,5}['’](?=\p{Lu})|[\p{L}\p{M}]+(?:['’-][\p{L}\p{M}]+)*/gu)].map(
    ({ 0: word, index }) => {
      const gap = text.slice(end, index);
      end = index + word.length;
      return { text: word, from: index, to: end, gap };
    },
  );
}

function* matches(
  text: string,
  kind: IdentifyingKind,
  pattern: RegExp,
  isMeant: (found: string) => boolean = () => true,
): Generator<Found> {
  for (const { 0: found, index } of text.matchAll(pattern)) {
    const kept = found.replace(/[\s.,;:!?()«»"']+$/u, '');
    if (kept !== '' && isMeant(kept)) yield { kind, from: index, to: index + kept.length };
  }
}

/** A first look at one character, so that most places of a text cost no more. */
function startingWith(first: string, patterns: readonly string[], flags: string): RegExp {
  return new RegExp(`(?=${first})(?:${patterns.join('|')})`, flags);
}
