/**
 * Signs that a record gives away where people are protected. The place of a shelter is never published: services carry
 * no address at all, and a contact point that is a shelter may not have one either.
 */

const SHELTER_NAME = /\b(?:shelter|refuge|safe house|safehouse|women'?s house|crisis cent(?:re|er))s?\b/i;
const STREET_AND_NUMBER =
  /\b(?:street|str\.|straße|strasse|rue|via|calle|ulica|ul\.|avenue|ave\.|bulevard|boulevard|blvd|square|road|rd\.)\s?.{0,30}\d|\d{1,4}\s?,?\s(?:[A-Z]\w+\s){0,3}(?:street|st\.|avenue|road)\b/i;
const COORDINATES = /-?\d{1,2}\.\d{3,}\s*[,;]\s*-?\d{1,3}\.\d{3,}/;

export function isShelterName(name: string): boolean {
  return SHELTER_NAME.test(name);
}

export function namesAPlace(text: string): boolean {
  return STREET_AND_NUMBER.test(text) || COORDINATES.test(text);
}

export function hasCoordinates(text: string): boolean {
  return COORDINATES.test(text);
}
