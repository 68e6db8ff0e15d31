import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type IdentifyingKind, identifying } from './identifying.ts';

const found = (text: string) => identifying(text).map(({ kind, from, to }) => [kind, text.slice(from, to)]);

/** Invented, with what must be found in it. */
const TELLING: [IdentifyingKind, string, string][] = [
  ['telephone', 'Call her on +373 69 123 456 after six.', '+373 69 123 456'],
  ['telephone', 'Phone: 020 7946 0958.', '020 7946 0958'],
  ['telephone', 'Le numéro est le 01 99 00 12 34, le soir.', '01 99 00 12 34'],
  ['telephone', 'Erreichbar unter (030) 901820-15 ab 9 Uhr.', '(030) 901820-15'],
  ['telephone', 'Chiamare il 347 555 0123 dopo le 18.', '347 555 0123'],
  ['telephone', 'Звоните 8 916 555-01-23 вечером.', '8 916 555-01-23'],
  ['telephone', 'Su móvil: 612 345 678', '612 345 678'],
  ['telephone', 'WhatsApp 0040 721 555 012', '0040 721 555 012'],
  ['telephone', 'Telefon 0721555012', '0721555012'],
  ['e_mail', 'Write to olena.k+help@mail.example, not to the brother.', 'olena.k+help@mail.example'],
  ['e_mail', 'Пишите на елена@почта.пример.', 'елена@почта.пример'],
  ['web_address', 'Her profile: https://social.example/olena?id=1.', 'https://social.example/olena?id=1'],
  ['web_address', 'Das Video steht auf www.videos.example/x.', 'www.videos.example/x'],
  ['web_address', 'Perfil en caras.example/ana_1 y nada más', 'caras.example/ana_1'],
  ['web_address', 'Elle écrit sous @olena.k_19 depuis mai.', '@olena.k_19'],
  ['web_address', 'Le foto sono su annunci-roma.com da ieri.', 'annunci-roma.com'],
  ['document_number', 'Passport no. AB1234567, expired.', 'AB1234567'],
  ['document_number', 'Passeport 12AB34567 retenu.', '12AB34567'],
  ['document_number', 'Ihr Ausweis: L01X00T47, abgelaufen.', 'L01X00T47'],
  ['document_number', 'Codice fiscale RSSMRA85T10A562S', 'RSSMRA85T10A562S'],
  ['document_number', 'NIE X1234567L en trámite', 'X1234567L'],
  ['document_number', 'Паспорт АК 123456 у работодателя.', 'АК 123456'],
  ['document_number', 'Паспорт 45 10 123456 утерян.', '45 10 123456'],
  ['document_number', 'IDNP 2003001234567', '2003001234567'],
  ['document_number', 'Wages went to MD24 AG00 0225 1000 1310 4168.', 'MD24 AG00 0225 1000 1310 4168'],
  ['street_address', 'She sleeps at 12 Old Mill Road above the shop.', '12 Old Mill Road'],
  ['street_address', 'Elle loge 12 bis, rue de la Paix, au troisième.', '12 bis, rue de la Paix'],
  ['street_address', 'Sie wohnt in der Musterstraße 12a bei Bekannten.', 'Musterstraße 12a'],
  ['street_address', 'Treffpunkt: Lange Gasse 7.', 'Lange Gasse 7'],
  ['street_address', 'Abita in via Giuseppe Verdi, 15 con altri.', 'via Giuseppe Verdi, 15'],
  ['street_address', 'Живет на ул. Садовая, д. 5 у знакомых.', 'ул. Садовая, д. 5'],
  ['street_address', 'Duerme en la calle de Alcalá, n.º 20.', 'calle de Alcalá, n.º 20'],
  ['date_of_birth', 'Born on 12 March 2009 at home.', '12 March 2009'],
  ['date_of_birth', 'Date of birth: 03/04/1998.', '03/04/1998'],
  ['date_of_birth', 'Née le 1er février 2010.', '1er février 2010'],
  ['date_of_birth', 'geb. 12.03.2015', '12.03.2015'],
  ['date_of_birth', 'Nata il 5 maggio 2011 a casa.', '5 maggio 2011'],
  ['date_of_birth', 'Родилась 5 марта 2011 года.', '5 марта 2011'],
  ['date_of_birth', 'Дата рождения 05.03.1999', '05.03.1999'],
  ['date_of_birth', 'Nació el 5 de mayo de 2012.', '5 de mayo de 2012'],
  ['date_of_birth', 'The paper says 1998-04-03.', '1998-04-03'],
  ['name', 'Her name is Olena and she is tired.', 'Olena'],
  ['name', 'She came with a woman called Ana.', 'Ana'],
  ['name', 'Olena Kovalenko needs a doctor.', 'Olena Kovalenko'],
  ['name', 'Yesterday the brother of Maria Popescu rang.', 'Maria Popescu'],
  ['name', 'Please ask for Mrs. O’Brien.', 'O’Brien'],
  ['name', 'Elle s’appelle Amélie.', 'Amélie'],
  ['name', 'La sœur d’Anne-Marie Lefèvre attend.', 'Anne-Marie Lefèvre'],
  ['name', 'Sie heißt Olena Kovalenko.', 'Olena Kovalenko'],
  ['name', 'Bitte nach Frau Müller fragen.', 'Müller'],
  ['name', 'Si chiama Giulia e ha freddo.', 'Giulia'],
  ['name', 'È arrivata con Giulia Bianchi.', 'Giulia Bianchi'],
  ['name', 'Её зовут Олена.', 'Олена'],
  ['name', 'Вместе с ней Мария Попеску.', 'Мария Попеску'],
  ['name', 'Se llama María José.', 'María José'],
  ['name', 'Su prima Lucía Fernández espera.', 'Lucía Fernández'],
  ['name', 'Name: Ivan', 'Ivan'],
];

/** Invented; nobody could be recognised by it. */
const QUIET = [
  'The person needs a doctor today and speaks Ukrainian and some English.',
  'She can travel from Monday, 23 November 2026, with an escort of the Red Cross.',
  'Contact the National Contact Point of the Republic of Moldova or the Ministry of Justice.',
  'The helpline 116 000 and the emergency number 112 are open 24/7. Reply within 72 hours.',
  'Case K7Q2-9MXD: 3 nights, room 12, EUR 150 to 1 500 per month, 10 000 000 in all.',
  'Directive 2011/36/EU and Convention CETS 197, article 14, apply since 06.04.2016.',
  'Between 01.02.2026 and 03.04.2026 she worked 14 hours a day (08:00-22:00).',
  'We called Caritas. In New York nobody answered. North Macedonia is possible.',
  'The Ministry of Internal Affairs and the Red Crescent know nothing. Tell nobody.',
  'That is, after the hearing. The name is not known. Her name is not to be used.',
  'La personne parle roumain et un peu de français ; 2 places libres à partir du 12 janvier 2027.',
  'L’Office français de l’immigration a répondu. Aucun risque au Royaume-Uni. Contacter la Croix-Rouge.',
  'Il y a 1 place disponible et 3 cours de français par semaine ; route inconnue.',
  'Die Frau Angst hat und das Kind Fieber; das heißt, Hilfe ist nötig. Am Montag, 23. November 2026, 10 Uhr.',
  'Die Polizei Berlin und das Deutsche Rote Kreuz wissen nichts. Die Bedenkzeit endet am 01.03.2027.',
  'Medizinische Hilfe nötig. Braucht Medikamente.',
  'Die Schutzunterkunft hat Platz 3 und Zimmer 12 frei, der Weg dauert 20 Minuten.',
  'La persona può viaggiare da lunedì 23 novembre 2026. Serve un posto per tre notti, circa 120 euro.',
  'Il Numero Verde 800 è attivo. La Croce Rossa e il Ministero della Giustizia non sanno nulla.',
  'Parliamo via Signal. La Repubblica di Moldova ha risposto in tempo.',
  'Человек говорит по-украински и немного по-английски. Нужен врач сегодня, до 18:00.',
  'Красный Крест и Министерство Юстиции Республики Молдова ответили 23 ноября 2026 года.',
  'Период размышления закончится 01.03.2027. В Северной Македонии есть место.',
  'La persona puede viajar desde el lunes 23 de noviembre de 2026 con la Cruz Roja.',
  'El Punto de Contacto Nacional respondió. El plazo termina el 1 de marzo de 2027 a las 10:00.',
  'En Bosnia y Herzegovina hay plaza. La casa de acogida tiene 12 camas y cuesta 1.500 €.',
];

it.each(TELLING)('finds a %s in "%s"', (kind, text, part) => {
  expect(found(text)).toContainEqual([kind, part]);
});

it.each(QUIET)('finds nothing in "%s"', (text) => {
  expect(found(text)).toEqual([]);
});

it('names all that a text tells, in its order and without overlap', () => {
  const text = 'Her name is Olena Kovalenko, born 03.04.1998, +380 67 555 01 23, olena@mail.example.';
  expect(found(text)).toEqual([
    ['name', 'Olena Kovalenko'],
    ['date_of_birth', '03.04.1998'],
    ['telephone', '+380 67 555 01 23'],
    ['e_mail', 'olena@mail.example'],
  ]);
});

it('keeps a number apart from the day beside it', () => {
  expect(found('Call 0721555012 01.02.1998 and on 03.02.2027 0721555013.')).toEqual([
    ['telephone', '0721555012'],
    ['date_of_birth', '01.02.1998'],
    ['telephone', '0721555013'],
  ]);
});

it('says what it does not find', () => {
  expect(found('olena came. OLENA KOVALENKO came. Olena came. Die Schwester von Olena Kovalenko kommt mit.')).toEqual(
    [],
  );
  expect(found('اسمها مريم')).toEqual([]);
});

it('whatever is written, each place lies in the text, after the one before', () => {
  const anyText = fc.array(
    fc.oneof(
      fc.string({ unit: 'grapheme' }),
      fc.constantFrom(...TELLING.map(([, text]) => text), ...QUIET, '+', '0', '@'),
    ),
    { maxLength: 8 },
  );
  fc.assert(
    fc.property(anyText, (pieces) => {
      const text = pieces.join(' ');
      let end = 0;
      for (const { from, to } of identifying(text)) {
        expect(from).toBeGreaterThanOrEqual(end);
        expect(to).toBeGreaterThan(from);
        end = to;
      }
      expect(end).toBeLessThanOrEqual(text.length);
    }),
  );
});

describe('ten thousand characters', () => {
  const long = (piece: string) => piece.repeat(Math.ceil(10_000 / piece.length)).slice(0, 10_000);
  // Once, so that countries and months are known.
  identifying('Anna Example');

  it.each([
    ['of usual text', long(`${QUIET.join(' ')} `)],
    ['full of what is found', long(`${TELLING.map(([, text]) => text).join(' ')} `)],
    ...[
      'a',
      'A',
      'Aa ',
      'Aa-',
      '0',
      '0 ',
      '+1 ',
      '(',
      '1.',
      'a@',
      '@a',
      'a.',
      'a-',
      'www.',
      'http://',
      'AB12 ',
      'A1',
      '’',
      '. ',
    ]
      .concat([
        '12 rue de la ',
        'Via de la ',
        'Aaaaaaaaaa ',
        '12 Aaaa ',
        'ул. Ааа ',
        'name is ',
        'е',
        'Anna ',
        '1 1 ',
        '(0)0/',
      ])
      .map((piece) => [`of ${JSON.stringify(piece)}`, long(piece)]),
  ])('%s take no time', (_, text) => {
    const took = [1, 2, 3].map(() => {
      const begun = performance.now();
      identifying(text ?? '');
      return performance.now() - begun;
    });
    // Below 20 ms on a machine that does nothing else; what grows with the square of the length takes seconds.
    expect(Math.min(...took)).toBeLessThan(100);
  });
});
