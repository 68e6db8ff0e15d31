import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { hasCoordinates, isShelterName, namesAStreet } from './shelter.ts';

describe('the name of a shelter', () => {
  it.each([
    'Shelter for women',
    'State shelter',
    'SHELTERS OF THE NORTH',
    'Refuge Nord',
    'Safe house for girls',
    'Safe-house',
    'Safehouse',
    "Women's house",
    'Women’s house',
    'Womens house',
    'Crisis centre',
    'Crisis center Tartu',
    'Crisis centres',
  ])('is recognised: %s', (name) => {
    expect(isShelterName(name)).toBe(true);
  });

  it.each([
    'Refugee Council',
    'Office for refugees',
    'National coordinator',
    'House of Justice',
    'Women’s helpline',
    'Crisis line',
    'Unsheltered people outreach',
    'Safe return desk',
    '',
  ])('is not recognised in %j', (name) => {
    expect(isShelterName(name)).toBe(false);
  });
});

describe('a street and a house number', () => {
  it.each([
    'Main Street 5',
    '5 Main Street',
    '12 Old Mill Road, second floor',
    'In a house at 221b Baker Street',
    '17 Main St.',
    'Rustaveli Ave. 12',
    'Freedom Square 3',
    'Via Roma 12',
    'via Roma, 12',
    'VIA ROMA 12',
    'Via Roma 12.',
    "Via dell'Orso 8",
    'Piazza di Spagna 4',
    'rue de la Paix 12',
    '12 rue de la Paix',
    '12, rue Victor Hugo',
    '12 bis, avenue Foch',
    'Calle Mayor, 5',
    'Avenida da Liberdade, n.º 110',
    'Strada Lalelelor nr. 5',
    'Str. Lalelelor nr. 5',
    'Bulevardul Unirii 7',
    'ulica Jasna 14',
    'ul. Jasna 14/16',
    'Hauptstraße 5',
    'Hauptstrasse 5a',
    'Bahnhofstr. 12',
    'Berliner Straße 120',
    'Judengasse 3',
    'Kerkstraat 5',
    'Storgatan 5',
    'Váci utca 9',
    'ул. Ленина, д. 5',
    'улица Ленина 5',
    'вулиця Хрещатик, 12',
  ])('are seen: %s', (text) => {
    expect(namesAStreet(text)).toBe(true);
    expect(namesAStreet(`Shelter for women, ${text}, open day and night`)).toBe(true);
  });

  it.each([
    'Shelter for 20 street children',
    'Shelter for street children, 24 hours',
    'Street work since 2010 with 5 mediators',
    'Places are given out by the police, called 112',
    'Admission via the helpline 116 016',
    'Reached via WhatsApp 24 hours a day',
    'via Telegram 24/7',
    'Via Libera Foundation, open since 2010',
    'Via Libera Foundation since 2010',
    'Via Libera 2010, a project',
    'MEN VIA was created in 2014',
    'A viable plan within 30 days',
    'Road map for 2024–2027',
    '24 hours on the road to safety',
    'Help beside St Peter’s Square. About 2,000 people come each month.',
    'Response advocates connect callers with more than 1,000 local providers',
    'The state runs 5 shelters',
    'Voluntary stay of up to four weeks under the 2017 guide',
    'Law 678/2001, article 39^1',
    'Article 18 of Legislative Decree 286/1998',
    'Ordinance No. 5, section 12.3',
    'Version 2.1.0 of the form',
    'Accommodates 12 women and 6 children',
    'A 45-day safe stay',
    'Girls up to 18 and boys up to 14',
    'Reception structures; a new one was reported in 2024',
    'Call 0800 112 112',
    'Square meals twice a day, 7 days a week',
    '',
  ])('are not seen in %j', (text) => {
    expect(namesAStreet(text)).toBe(false);
  });

  it('are seen for every name and house number', () => {
    const name = fc.stringMatching(/^[A-ZÄÖÜŠŽ][a-zäöüšž]{2,12}$/);
    const houseNumber = fc.integer({ min: 1, max: 999 });
    const place = fc.constantFrom(
      (street: string, number: number) => `${number} ${street} Street`,
      (street: string, number: number) => `${street} Street ${number}`,
      (street: string, number: number) => `Via ${street} ${number}`,
      (street: string, number: number) => `rue de ${street}, ${number}`,
      (street: string, number: number) => `ul. ${street} ${number}`,
      (street: string, number: number) => `${street}straße ${number}`,
    );
    fc.assert(fc.property(name, houseNumber, place, (street, number, write) => namesAStreet(write(street, number))));
  });

  it('are never seen in a text without figures', () => {
    fc.assert(fc.property(fc.stringMatching(/^[A-Za-z .,'’-]{0,80}$/), (text) => !namesAStreet(text)));
  });
});

describe('coordinates', () => {
  it.each([
    '52.5200, 13.4050',
    '52.520,13.405',
    '52.5200; 13.4050',
    '-33.8688, -151.2093',
    'https://maps.example/?q=52.520008,13.404954',
    'https://maps.example/?q=52.520008%2C13.404954',
    'https://maps.example/@52.5200,13.4050,17z',
    'https://maps.example/data=!3d52.520008!4d13.404954',
    '52.5200° N, 13.4050° E',
    '52.5200 N 13.4050 E',
    'N 52.5200 E 13.4050',
    '52°31′12″ N',
    '52° 31\' 12" N',
    'GPS: 41.327953,19.819025',
  ])('are seen: %s', (text) => {
    expect(hasCoordinates(text)).toBe(true);
  });

  it.each([
    'Version 2.1, 3.4',
    '18.2, 19.5',
    'Law 678/2001, article 39^1',
    'Resolution 12.345',
    'Sections 4.12, 4.13 and 5.1',
    'https://police.example/1.2.3/page,4',
    '37° of fever',
    '10,000, 20,000 people',
    '1.5 to 2.75 years',
    '+40 21 313 3100, 112',
    '',
  ])('are not seen in %j', (text) => {
    expect(hasCoordinates(text)).toBe(false);
  });

  it('are seen for every point on earth with four places after the decimal point', () => {
    const degrees = (limit: number) => fc.integer({ min: -limit * 10_000, max: limit * 10_000 }).map((n) => n / 10_000);
    fc.assert(
      fc.property(degrees(90), degrees(180), fc.constantFrom(', ', ',', '; '), (latitude, longitude, between) => {
        return hasCoordinates(`at ${latitude.toFixed(4)}${between}${longitude.toFixed(4)}.`);
      }),
    );
  });
});
