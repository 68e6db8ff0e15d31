import fc from 'fast-check';
import { strFromU8, unzipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { MOST_ATTACHMENT_BYTES } from '#crypto/attachment-sizes.ts';
import { type Bytes, toUtf8 } from '#crypto/bytes.ts';
import { cleanFile } from './clean-file.ts';
import { codeOf } from './test-support/code-of.ts';
import { CANARY, docx, jpegSegments, odt, type Parts, packed, relation, xlsx } from './test-support/packages.ts';

const latin1 = (text: string): Bytes => Uint8Array.from(text, (sign) => sign.charCodeAt(0));
const refusalOf = (parts: Parts) => codeOf(() => cleanFile(packed(parts)));

/** @returns the parts as texts */
async function cleaned(parts: Parts): Promise<{ kind: string; warnings: string[]; parts: Record<string, string> }> {
  const { bytes, kind, warnings } = await cleanFile(packed(parts));
  const texts = Object.entries(unzipSync(bytes)).map(([name, part]) => [name, strFromU8(part, true)]);
  expect(strFromU8(bytes, true)).not.toContain(CANARY);
  return { kind, warnings, parts: Object.fromEntries(texts) };
}

const holdsCanary = (parts: Record<string, string>) => Object.values(parts).some((part) => part.includes(CANARY));

describe('by its bytes', () => {
  it.each([
    ['nothing', '', 'EMPTY'],
    ['a program', 'MZ\x90\0\x03\0\0\0', 'UNKNOWN_KIND'],
    ['a page', '\n<!doctype html><script>1</script>', 'UNKNOWN_KIND'],
    ['a drawing that may run', '<svg xmlns="http://www.w3.org/2000/svg" onload="1"/>', 'UNKNOWN_KIND'],
    ['a page behind a mark of bytes', '\xef\xbb\xbf<html>', 'UNKNOWN_KIND'],
    ['rich text, which may hold files', '{\\rtf1 words}', 'UNKNOWN_KIND'],
    ['a printer’s program', '%!PS-Adobe', 'UNKNOWN_KIND'],
    ['an old or encrypted office file', '\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1\0\0', 'OLD_OFFICE'],
    ['an archive that is cut off', 'PK\x03\x04', 'DAMAGED'],
  ])('refuses %s', async (_what, bytes, code) => {
    expect(await codeOf(() => cleanFile(latin1(bytes)))).toBe(code);
  });

  it('refuses an archive of other things', async () => {
    expect(await refusalOf({ 'a.txt': 'words' })).toBe('UNKNOWN_KIND');
    expect(await refusalOf({ ...odt(), ...docx() })).toBe('UNKNOWN_KIND');
  });

  it('refuses what is too long', async () => {
    expect(await codeOf(() => cleanFile(new Uint8Array(MOST_ATTACHMENT_BYTES + 1).fill(32)))).toBe('TOO_LONG');
  });

  it('takes text as it is, in whatever encoding', async () => {
    for (const bytes of [toUtf8('Words, ä\r\n\t1;2'), latin1('Vorname;Stra\xdfe'), latin1('\xff\xfeW\0o\0')]) {
      expect(await cleanFile(bytes)).toEqual({ bytes, kind: 'text', warnings: [] });
    }
  });

  it('takes a PDF as it is, and says that its author stays', async () => {
    const bytes = latin1('%PDF-1.7\n%\xe2\xe3');
    expect(await cleanFile(bytes)).toEqual({ bytes, kind: 'pdf', warnings: ['AUTHOR_STAYS'] });
  });
});

describe('Office Open XML', () => {
  it('loses author, company and the picture of its first page, and keeps its words', async () => {
    const { kind, warnings, parts } = await cleaned(docx());
    expect({ kind, warnings }).toEqual({ kind: 'docx', warnings: [] });
    expect(holdsCanary(parts)).toBe(false);
    expect(parts['word/document.xml']).toContain('<w:t>Words</w:t>');
    expect(Object.keys(parts)).toEqual(Object.keys(docx()));
  });

  it('loses the folder in which a table was saved', async () => {
    const { kind, parts } = await cleaned(xlsx());
    expect(kind).toBe('xlsx');
    expect(holdsCanary(parts)).toBe(false);
    expect(parts['xl/workbook.xml']).toContain('<sheets/>');
  });

  it('loses what photographs inside tell', async () => {
    const { parts, warnings } = await cleaned(docx({ 'word/media/image1.jpeg': jpegSegments() }));
    expect(holdsCanary(parts)).toBe(false);
    expect(parts['word/media/image1.jpeg']).toContain('JFIF');
    expect(warnings).toEqual([]);
  });

  it('says what stays: names beside comments and changes, and recordings', async () => {
    const commented = docx({ 'word/comments.xml': '<w:comments/>' });
    const changed = docx({}, '', '<w:ins w:author="Somebody"><w:r/></w:ins>');
    const recorded = docx({ 'word/media/media1.mp4': '\0\0\0\x18ftypmp42' });
    for (const [parts, warning] of [
      [commented, 'NAMES_INSIDE'],
      [changed, 'NAMES_INSIDE'],
      [recorded, 'PICTURES_INSIDE'],
    ] as const) {
      expect((await cleaned(parts)).warnings).toEqual([warning]);
    }
  });

  const macroType = (name: string) =>
    `<Override PartName="/word/${name}" ContentType="application/vnd.ms-office.vbaProject"/>`;
  const field = (text: string) => docx({}, '', `<w:p><w:r><w:instrText>${text}</w:instrText></w:r></w:p>`);
  it.each([
    ['macros by their name', docx({ 'word/vbaProject.bin': 'x' }), 'MACROS'],
    ['macros by their type', docx({ 'word/innocent.bin': 'x' }, macroType('innocent.bin')), 'MACROS'],
    ['macros by their relation', docx(relation('vbaProject', 'innocent.bin', 'Internal')), 'MACROS'],
    [
      'a document for macros',
      docx({}, '<Default Extension="x" ContentType="application/vnd.ms-word.document.macroEnabled.main+xml"/>'),
      'MACROS',
    ],
    ['controls', docx({ 'word/activeX/activeX1.xml': '<x/>' }), 'MACROS'],
    ['other files inside', docx({ 'word/embeddings/oleObject1.bin': 'x' }), 'EMBEDDED'],
    ['other files by their relation', docx(relation('aFChunk', 'page.html', 'Internal')), 'EMBEDDED'],
    ['a template elsewhere', docx(relation('attachedTemplate', 'https://elsewhere.example/t.dotm')), 'LINKED'],
    ['a picture elsewhere', docx(relation('image', 'https://elsewhere.example/1.png')), 'LINKED'],
    ['a field that fetches', field(' INCLUDEPICTURE "https://elsewhere.example" '), 'LINKED'],
    ['a field that runs', field('D</w:instrText><w:instrText>DEAUTO c:\\\\x'), 'LINKED'],
    ['a signature', docx({ '_xmlsignatures/sig1.xml': '<x/>' }), 'SIGNED'],
    ['entities', docx({ 'word/_rels/a.rels': '<!DOCTYPE a [<!ENTITY b "c">]><a/>' }), 'DAMAGED'],
    ['elements that cannot be read', docx({ 'word/_rels/a.rels': '<a b=c>' }), 'DAMAGED'],
  ])('refuses %s', async (_what, parts, code) => {
    expect(await refusalOf(parts)).toBe(code);
  });

  it('takes links that somebody has to click', async () => {
    const { kind } = await cleaned(docx(relation('hyperlink', 'https://elsewhere.example/')));
    expect(kind).toBe('docx');
    expect((await cleaned(field(' HYPERLINK "https://elsewhere.example/LINK" '))).kind).toBe('docx');
  });
});

describe('OpenDocument', () => {
  it('loses author, printer and the picture of its first page, and keeps its words', async () => {
    const { kind, warnings, parts } = await cleaned(odt());
    expect({ kind, warnings }).toEqual({ kind: 'odt', warnings: [] });
    expect(holdsCanary(parts)).toBe(false);
    expect(parts['content.xml']).toContain('<text:p>Words</text:p>');
  });

  it('keeps its type at the beginning, unpacked, where programs look for it', async () => {
    const { bytes } = await cleanFile(packed(odt()));
    expect(strFromU8(bytes.subarray(0, 100), true)).toContain('mimetype');
  });

  it('says that names beside comments stay', async () => {
    const noted = odt({}, '<office:annotation><dc:creator>Somebody</dc:creator></office:annotation>');
    expect((await cleaned(noted)).warnings).toEqual(['NAMES_INSIDE']);
  });

  it.each([
    ['macros', odt({ 'Basic/Standard/Module1.xml': '<x/>' }), 'MACROS'],
    ['scripts', odt({ 'Scripts/python/a.py': 'x' }), 'MACROS'],
    ['a script in its text', odt({}, '<text:script>x</text:script>'), 'MACROS'],
    ['what runs when it is opened', odt({}, '<script:event-listener xlink:href="a"/>'), 'MACROS'],
    ['a password', odt({}, '', '<manifest:encryption-data/>'), 'ENCRYPTED'],
    ['other files inside', odt({}, '<draw:object-ole xlink:href="./Object 1"/>'), 'EMBEDDED'],
    ['a picture elsewhere', odt({}, '<draw:image xlink:href="https://elsewhere.example/1.png"/>'), 'LINKED'],
    ['a picture of its neighbour', odt({}, '<draw:image xlink:href="../1.png"/>'), 'LINKED'],
    ['what another program says', odt({}, '<text:dde-connection/>'), 'LINKED'],
    ['a signature', odt({ 'META-INF/documentsignatures.xml': '<x/>' }), 'SIGNED'],
    ['another type', { ...odt(), mimetype: 'application/vnd.oasis.opendocument.database' }, 'UNKNOWN_KIND'],
  ])('refuses %s', async (_what, parts, code) => {
    expect(await refusalOf(parts)).toBe(code);
  });

  it('takes links that somebody has to click, and pictures of its own', async () => {
    const linked =
      '<text:a xlink:href="https://elsewhere.example/">a</text:a><draw:image xlink:href="Pictures/1.png"/>';
    expect((await cleaned(odt({}, linked))).kind).toBe('odt');
  });
});

it.each([
  ['a document', packed(docx())],
  ['an OpenDocument', packed(odt())],
])('refuses %s that is damaged with a code, and never otherwise', async (_what, whole) => {
  const places = fc.array(fc.tuple(fc.nat(whole.length - 1), fc.nat(255)), { minLength: 1, maxLength: 5 });
  await fc.assert(
    fc.asyncProperty(places, fc.nat(whole.length), async (changes, length) => {
      const damaged = whole.slice(0, changes.length > 3 ? length : whole.length);
      for (const [place, value] of changes) if (place >= 4 && place < damaged.length) damaged[place] = value;
      await codeOf(() => cleanFile(damaged));
    }),
    { numRuns: 300 },
  );
});
