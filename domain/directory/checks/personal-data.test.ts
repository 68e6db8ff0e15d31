import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { looksLikePersonalMailbox, mailboxesIn, namesAPerson } from './personal-data.ts';

describe('a person in a text', () => {
  it.each([
    'Mr Novak',
    'Mr. Novak',
    'Mrs Novak',
    'Ms Anna Novak',
    'Ms. NOVAK',
    "Ms O'Brien",
    'Ms O’Brien',
    'Mr A. Novak',
    'Ms Žofie Nováková',
    'Ms\u00a0Novak',
    'Miss Novak',
    'Mme Dupont',
    'Mme DUPONT',
    'Herr Müller',
    'Frau Özdemir',
    'Dott. Rossi',
    'Dott.ssa Rossi',
    'Dr. Tulp',
    'Dr Tulp',
    'Dr. Anna Tulp',
    'Dr. med. Anna Tulp',
    'Prof. Tulp',
    'Prof Tulp',
    'Prof. Dr. Tulp',
    'Ask for Ms Novak at the police station',
    'Head of unit: Dr. Иванова',
    'Interview (Mr Novak)',
  ])('is seen: %s', (text) => {
    expect(namesAPerson(text)).toBe(true);
  });

  // An institution that bears a person's name cannot be told from the person: it is listed without the title.
  it('is suspected in the name of an institution with a title, not without it', () => {
    expect(namesAPerson('Dr. Tulp shelter programme')).toBe(true);
    expect(namesAPerson('Tulp shelter programme')).toBe(false);
  });

  it.each([
    'Law 678/2001, article 39^1',
    'Law No. 678/2001 on preventing and combating trafficking in persons',
    'Act on Compensation for Victims of Crime (OG 80/08, 27/11)',
    'Section 232a StGB',
    'Art. 18 T.U. Immigrazione',
    'Missing People',
    'Miss',
    'Missing Children Europe, version 2.1',
    'Mission of the OSCE',
    'MS Amlin',
    'Forms Guidance',
    'Programs Office',
    'Firms And Workers',
    'Frauenhaus Wien',
    'Frauen helfen Frauen',
    'Frau und Kind',
    'Herrnhut Foundation',
    'Mrazova Street Foundation',
    'Drop-in centre',
    'Drama therapy',
    'Dresden Police',
    'Ask for the doctor on duty (dr. on call)',
    'The prof. association',
    'Professional Training Centre',
    'Profamilia',
    'Mmes et messieurs',
    'Dotted line',
    'ÄMs Institution',
    'Via Libera Foundation',
    'Saint Nicholas Refugee Service',
    'Elizabeth Fry Society',
    'MEN VIA',
    '',
  ])('is not seen in %j', (text) => {
    expect(namesAPerson(text)).toBe(false);
  });

  it('is seen wherever an honorific stands before a name', () => {
    const honorific = fc.constantFrom(
      'Mr',
      'Mrs',
      'Ms',
      'Miss',
      'Mme',
      'Herr',
      'Frau',
      'Dott',
      'Dott.ssa',
      'Dr',
      'Prof',
    );
    const name = fc.stringMatching(/^[A-ZÄÖÜŠŽĆ][a-zäöüšžć]{1,12}$/);
    const around = fc.constantFrom('', 'Contact: ', 'the office of ', '(');
    fc.assert(
      fc.property(around, honorific, fc.constantFrom(' ', '. ', '  '), name, (before, title, gap, surname) => {
        return namesAPerson(`${before}${title}${gap}${surname}`);
      }),
    );
  });

  it('is not seen in texts without capital letters or figures and signs alone', () => {
    fc.assert(fc.property(fc.stringMatching(/^[a-z .,'@/-]{0,80}$/), (text) => !namesAPerson(text)));
    fc.assert(fc.property(fc.stringMatching(/^[0-9 .,/^()-]{0,80}$/), (text) => !namesAPerson(text)));
  });
});

describe("a person's mailbox", () => {
  it.each([
    'anna.novak@police.example',
    'a.novak@police.example',
    'anna_novak@police.example',
    'ANNA.NOVAK@POLICE.EXAMPLE',
    'anna.novak2@police.example',
    'anna.novak+thb@police.example',
    'anna.novak-kern@police.example',
    'anna-maria.novak@police.example',
    'žofie.nováková@police.example',
  ])('is suspected: %s', (mailbox) => {
    expect(looksLikePersonalMailbox(mailbox)).toBe(true);
  });

  it.each([
    'info@police.example',
    'anti-trafficking@police.example',
    'thb@police.example',
    'office24@police.example',
    'info.2@police.example',
    '112@police.example',
    'hotline.116@police.example',
    'contact@anna.novak.example',
    'n.a@police.example',
    'sos.help.line@police.example',
  ])('is not suspected: %s', (mailbox) => {
    expect(looksLikePersonalMailbox(mailbox)).toBe(false);
  });

  it('is suspected for every first and last name', () => {
    const name = fc.stringMatching(/^[a-zäöüšžć]{2,12}$/);
    fc.assert(
      fc.property(name, fc.constantFrom('.', '_'), name, (first, between, last) => {
        return (
          looksLikePersonalMailbox(`${first}${between}${last}@office.example`) &&
          looksLikePersonalMailbox(`${first.charAt(0)}${between}${last}@office.example`)
        );
      }),
    );
  });
});

describe('mailboxes inside a text', () => {
  it.each([
    ['Write to anna.novak@police.example.', ['anna.novak@police.example']],
    ['mailto:anna.novak@police.example', ['anna.novak@police.example']],
    ['<anna.novak@police.example>, info@police.example', ['anna.novak@police.example', 'info@police.example']],
    ['žofie.nováková@police.example', ['žofie.nováková@police.example']],
    ['anna.novak@поліція.укр', ['anna.novak@поліція.укр']],
    ['https://police.example/?mail=anna.novak@police.example&x=1', ['anna.novak@police.example']],
    ['@handle on Telegram', []],
    ['anna at police dot example', []],
    ['5 @ night', []],
    ['', []],
  ])('%j holds %j', (text, found) => {
    expect(mailboxesIn(text)).toEqual(found);
  });

  it('are found wherever they stand between spaces', () => {
    const words = fc.stringMatching(/^[A-Za-z ,;:()]{0,40}$/);
    fc.assert(
      fc.property(words, fc.emailAddress(), words, (before, mailbox, after) => {
        const plain = /^[\w.+-]+@/.test(mailbox);
        return !plain || mailboxesIn(`${before} ${mailbox} ${after}`).includes(mailbox);
      }),
    );
  });
});
