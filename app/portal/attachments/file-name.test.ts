import fc from 'fast-check';
import { expect, it } from 'vitest';
import { MEDIA_TYPES } from '#casework/file-kind.ts';
import { readMessage } from '#casework/message.ts';
import { fileName } from './file-name.ts';

it.each([
  ['report.pdf', 'pdf', 'report.pdf'],
  ['Report.PDF', 'pdf', 'Report.pdf'],
  ['photo.heic.JPEG', 'jpeg', 'photo.heic.jpeg'],
  ['moving.gif', 'png', 'moving.png'],
  ['letter.pdf.exe', 'pdf', 'letter.pdf.exe.pdf'],
  ['C:\\Users\\somebody\\list.csv', 'text', 'list.csv'],
  ['../../etc/passwd', 'text', 'passwd.txt'],
  ['gpj.\u202Eexe.txt', 'text', 'gpj.exe.txt'],
  ['a\u0000b\u200Bc.txt', 'text', 'abc.txt'],
  ['a\u200D\u0308.txt', 'text', 'ä.txt'],
  ['.', 'text', 'file.txt'],
  ['', 'png', 'file.png'],
  ['Довідка.docx', 'docx', 'Довідка.docx'],
  ['تقرير.docx', 'docx', 'تقرير.docx'],
  ['con<>:"|?*.odt', 'odt', 'con_______.odt'],
  [`${'ä'.repeat(300)}.xlsx`, 'xlsx', `${'ä'.repeat(115)}.xlsx`],
] as const)('%s as %s is %s', (given, kind, expected) => {
  expect(fileName(given, kind)).toBe(expected);
});

it('is a name that messages take, whatever was given', () => {
  const kinds = Object.keys(MEDIA_TYPES) as (keyof typeof MEDIA_TYPES)[];
  const signs = fc.oneof(
    fc.integer({ min: 0, max: 0x10ffff }),
    fc.integer({ min: 0, max: 0x3ff }),
    fc.constantFrom(0x200d, 0x202e),
  );
  const names = fc.array(signs, { maxLength: 200 }).map((points) => String.fromCodePoint(...points));
  fc.assert(
    fc.property(names, fc.constantFrom(...kinds), (given, kind) => {
      const attachment = {
        blob: '0e7c3f6a-2d4b-4c53-9d57-0a6f7c1d2e3f',
        key: `AGE-SECRET-KEY-PQ-1${'Q'.repeat(58)}`,
        length: 1,
        sha256: '0'.repeat(64),
        name: fileName(given, kind),
        mediaType: MEDIA_TYPES[kind],
      };
      expect(readMessage({ text: '', language: 'en', attachments: [attachment] }).attachments).toEqual([attachment]);
      expect(fileName(attachment.name, kind)).toBe(attachment.name);
    }),
  );
});
