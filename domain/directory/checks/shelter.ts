/**
 * Signs that a record gives away where people are protected. The place of a shelter is never published: services carry
 * no address at all, and a contact point that is a shelter may not have one either.
 *
 * A number beside a street word is not enough: "shelter for 20 street children" and "called 112" must pass. A house
 * number stands beside a name with a capital letter and is neither a year nor a number of hours.
 */

const SHELTER_NAME = /\b(?:shelter|refuge|safe[ -]?house|women['’]?s house|crisis cent(?:re|er))s?\b/i;

const WORD_BEFORE_NAME = [
  ...['rue', 'via', 'viale', 'corso', 'piazza', 'calle', 'avenida', 'rua', 'strada', 'bulevard', 'bulevardul'],
  ...['boulevard', 'avenue', 'quai', 'ulica', 'ulice', 'ulitsa', 'vulytsia', 'улица', 'вулиця', 'проспект'],
  ...['ul\\.', 'str\\.', 'blvd\\.?', 'bd\\.', 'ул\\.', 'вул\\.', 'просп\\.'],
].map(inAnyCase);
const WORD_AFTER_NAME = ['street', 'st', 'road', 'rd', 'avenue', 'ave', 'square', 'lane', 'boulevard', 'str'].map(
  inAnyCase,
);
const WORD_END = 'stra(?:ß|ss)e|str\\.|gasse|platz|straat|gatan|gade|utca|katu|tänav|iela';

const PARTICLES =
  "(?:\\p{Ll}{1,5}['’]|(?:de|du|des|di|del|dello|della|dei|degli|delle|da|do|dos|la|le|les|los|las)\\s)*";
const NAME = `${PARTICLES}\\p{Lu}[\\p{L}'’.-]*(?:\\s${PARTICLES}\\p{Lu}[\\p{L}'’.-]*){0,3}`;
const HOUSE_NUMBER =
  ',?\\s+(?:(?:n|no|nr|д|буд)[.°º]*\\s?|№\\s?)?(?!(?:19|20)\\d\\d(?!\\d))\\d{1,4}(?!\\d|[.:]\\d|/7(?!\\d)|\\s*(?:hours?|hrs?|h|days?)(?!\\p{L}))';

const STREETS = [
  `(?<!\\p{L})(?:${WORD_BEFORE_NAME.join('|')})\\s?${NAME}${HOUSE_NUMBER}`,
  `(?<![\\p{L}\\d.,-])\\d{1,4}(?:\\s?(?:bis|ter|\\p{L}))?,?\\s(?:${WORD_BEFORE_NAME.join('|')})\\s${NAME}`,
  `(?<![\\p{L}\\d.,-])\\d{1,4}\\p{L}?,?\\s(?:\\p{Lu}[\\p{L}'’.-]*\\s){1,3}(?:${WORD_AFTER_NAME.join('|')})(?!\\p{L})`,
  `(?<!\\p{L})\\p{Lu}[\\p{L}'’.-]*\\s(?:${WORD_AFTER_NAME.join('|')})\\.?${HOUSE_NUMBER}`,
  `(?<!\\p{L})\\p{Lu}[\\p{L}-]*[\\s-]?(?:${WORD_END}|${inAnyCase('stra(?:ß|ss)e')})${HOUSE_NUMBER}`,
].map((pattern) => new RegExp(pattern, 'u'));

const COORDINATES = [
  /-?\d{1,2}\.\d{3,}\s*(?:[,;]|%2C|!4d)\s*-?\d{1,3}\.\d{3,}/i,
  /\d{1,2}\.\d{3,}\s?°?\s?[NS]\b/,
  /\b[NS]\s?\d{1,2}\.\d{3,}/,
  /\d{1,2}\s?°\s?\d{1,2}(?:\.\d+)?\s?['′’]/,
];

export function isShelterName(name: string): boolean {
  return SHELTER_NAME.test(name);
}

export function namesAStreet(text: string): boolean {
  return STREETS.some((street) => street.test(text));
}

export function hasCoordinates(text: string): boolean {
  return COORDINATES.some((pair) => pair.test(text));
}

/** `via` as `(?:via|Via|VIA)`: the names beside it must keep their capital letters. */
function inAnyCase(word: string): string {
  return `(?:${word}|${word.charAt(0).toUpperCase()}${word.slice(1)}|${word.toUpperCase()})`;
}
