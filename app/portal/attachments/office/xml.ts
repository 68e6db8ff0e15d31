import type { Bytes } from '#crypto/bytes.ts';
import { FileRefusal } from '../file-refusal.ts';

/** An element's beginning, without the prefixes of its names. */
export interface Tag {
  name: string;
  attributes: Map<string, string>;
}

const NAME = String.raw`[\p{L}_][\p{L}\p{N}_.:-]*`;
const TAG = new RegExp(`<(${NAME})((?:\\s+${NAME}\\s*=\\s*(?:"[^"<]*"|'[^'<]*'))*)\\s*/?>`, 'uy');
const ATTRIBUTE = new RegExp(`(${NAME})\\s*=\\s*(?:"([^"]*)"|'([^']*)')`, 'gu');
/** What else begins with "<", to its end. */
const OTHERS = [/<\/[^<>]*>/y, /<\?.*?\?>/sy, /<!--.*?-->/sy, /<!\[CDATA\[.*?\]\]>/sy];

/** @throws FileRefusal DAMAGED for what is not UTF-8, or defines entities: office programs write neither */
export function readXml(bytes: Bytes): string {
  try {
    const xml = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    if (!/<!(DOCTYPE|ENTITY)/i.test(xml)) return xml;
  } catch {
    // Refused below.
  }
  throw new FileRefusal('DAMAGED');
}

/** @throws FileRefusal DAMAGED where a "<" begins nothing that is known: another program might see an element there */
export function* tagsOf(xml: string): Generator<Tag> {
  for (let at = xml.indexOf('<'); at !== -1; at = xml.indexOf('<', at)) {
    TAG.lastIndex = at;
    const [whole, name = '', attributes = ''] = TAG.exec(xml) ?? [];
    if (whole !== undefined) yield { name: withoutPrefix(name), attributes: attributesIn(attributes) };
    at += whole?.length ?? lengthOfOther(xml, at);
  }
}

function lengthOfOther(xml: string, at: number): number {
  for (const other of OTHERS) {
    other.lastIndex = at;
    const [whole] = other.exec(xml) ?? [];
    if (whole !== undefined) return whole.length;
  }
  throw new FileRefusal('DAMAGED');
}

function attributesIn(text: string): Map<string, string> {
  return new Map(
    Array.from(text.matchAll(ATTRIBUTE), ([, name = '', one, other]) => [
      withoutPrefix(name),
      withoutEntities(one ?? other ?? ''),
    ]),
  );
}

function withoutPrefix(name: string): string {
  return name.slice(name.indexOf(':') + 1);
}

const ENTITIES: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

export function withoutEntities(text: string): string {
  return text.replace(/&(?:#x([0-9a-f]+)|#(\d+)|(\w+));/gi, (_whole, hex, decimal, name) => {
    const code = hex === undefined ? Number(decimal) : Number.parseInt(hex, 16);
    if (name !== undefined) return ENTITIES[name] ?? '';
    return code <= 0x10ffff ? String.fromCodePoint(code) : '';
  });
}
