/**
 * Draws the outlines that the map of States shows, from Natural Earth (public domain, by the package world-atlas), into
 * `outlines.json`. Run it by hand when the drawing should change: node app/components/region-map/draw-outlines.mjs
 */
import { readFile, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { geoArea, geoAzimuthalEqualArea, geoCentroid, geoConicConformal, geoPath } from 'd3-geo';
import { feature } from 'topojson-client';

const require = createRequire(import.meta.url);
const atlas = async (detail) => {
  const topology = JSON.parse(await readFile(require.resolve(`world-atlas/countries-${detail}.json`), 'utf8'));
  return feature(topology, topology.objects.countries).features;
};

// ISO 3166-1 numeric codes, as Natural Earth names countries, of the participating States.
const STATES = {
  AL: 8,
  AD: 20,
  AM: 51,
  AT: 40,
  AZ: 31,
  BY: 112,
  BE: 56,
  BA: 70,
  BG: 100,
  CA: 124,
  HR: 191,
  CY: 196,
  CZ: 203,
  DK: 208,
  EE: 233,
  FI: 246,
  FR: 250,
  GE: 268,
  DE: 276,
  GR: 300,
  VA: 336,
  HU: 348,
  IS: 352,
  IE: 372,
  IT: 380,
  KZ: 398,
  KG: 417,
  LV: 428,
  LI: 438,
  LT: 440,
  LU: 442,
  MT: 470,
  MD: 498,
  MC: 492,
  MN: 496,
  ME: 499,
  NL: 528,
  MK: 807,
  NO: 578,
  PL: 616,
  PT: 620,
  RO: 642,
  RU: 643,
  SM: 674,
  RS: 688,
  SK: 703,
  SI: 705,
  ES: 724,
  SE: 752,
  CH: 756,
  TJ: 762,
  TR: 792,
  TM: 795,
  UA: 804,
  GB: 826,
  US: 840,
  UZ: 860,
};
const TOO_SMALL_TO_TAP = ['AD', 'VA', 'LI', 'LU', 'MT', 'MC', 'SM'];

const byNumber = (features, number) => features.find(({ id }) => Number(id) === number);
const coarse = withCrimeaInUkraine(await atlas('110m'));
const fine = await atlas('50m');

/** Natural Earth draws who holds a territory; this directory draws the borders that the United Nations recognise. */
function withCrimeaInUkraine(features) {
  const [russia, ukraine] = [STATES.RU, STATES.UA].map((number) => byNumber(features, number));
  const inCrimea = (coordinates) => {
    const [longitude, latitude] = geoCentroid({ type: 'Polygon', coordinates });
    return longitude > 32 && longitude < 37 && latitude > 44 && latitude < 46.5;
  };
  const crimea = russia.geometry.coordinates.filter(inCrimea);
  if (crimea.length !== 1) throw new Error('Crimea was not found in the atlas: look at the drawing.');
  russia.geometry.coordinates = russia.geometry.coordinates.filter((part) => !inCrimea(part));
  ukraine.geometry = { type: 'MultiPolygon', coordinates: [ukraine.geometry.coordinates, crimea[0]] };
  return features;
}

/** Keeps what can be seen: every country's largest part, and the parts that are not specks on this drawing. */
function visible(country, smallest) {
  if (country.geometry.type !== 'MultiPolygon') return country;
  const parts = country.geometry.coordinates
    .map((coordinates) => ({ coordinates, area: geoArea({ type: 'Polygon', coordinates }) }))
    .sort((one, other) => other.area - one.area);
  // Overseas parts would make the drawing mostly sea.
  const isNear = (coordinates) => geoCentroid({ type: 'Polygon', coordinates })[1] > 20;
  const kept = parts.filter(({ coordinates, area }, index) => index === 0 || (area > smallest && isNear(coordinates)));
  return { ...country, geometry: { type: 'MultiPolygon', coordinates: kept.map(({ coordinates }) => coordinates) } };
}

function draw({ projection, width, height, codes, features, smallest }) {
  const path = geoPath(projection).digits(0);
  const shapes = codes
    .filter((code) => !TOO_SMALL_TO_TAP.includes(code))
    .map((code) => ({ code, d: path(visible(byNumber(features, STATES[code]), smallest)) }))
    .filter(({ d }) => d !== null);
  const points = codes
    .filter((code) => TOO_SMALL_TO_TAP.includes(code))
    .map((code) => {
      const [x, y] = projection(geoCentroid(byNumber(fine, STATES[code])));
      return { code, x: Math.round(x), y: Math.round(y) };
    });
  const others = features
    .filter(({ id, properties }) => id === undefined && ['Kosovo', 'N. Cyprus'].includes(properties.name))
    .map((country) => path(country));
  return { width, height, shapes, points, others: others.filter(Boolean).join('') };
}

const all = {
  type: 'FeatureCollection',
  features: Object.values(STATES)
    .map((number) => byNumber(coarse, number))
    .filter(Boolean)
    .map((country) => visible(country, 0.0006)),
};
const everywhere = geoAzimuthalEqualArea()
  .rotate([-5, -82])
  .fitExtent(
    [
      [10, 10],
      [990, 850],
    ],
    all,
  );
const europe = geoConicConformal()
  .parallels([40, 65])
  .rotate([-16, 0])
  .center([0, 52])
  .scale(1250)
  .translate([500, 520])
  .clipExtent([
    [0, 0],
    [1000, 1000],
  ]);

const drawing = {
  region: draw({
    projection: everywhere,
    width: 1000,
    height: 860,
    codes: Object.keys(STATES),
    features: coarse,
    smallest: 0.0006,
  }),
  europe: draw({
    projection: europe,
    width: 1000,
    height: 1000,
    codes: Object.keys(STATES).filter((code) => !['CA', 'US', 'KZ', 'KG', 'TJ', 'TM', 'UZ', 'MN'].includes(code)),
    features: coarse,
    smallest: 0.00005,
  }),
};
await writeFile(new URL('outlines.json', import.meta.url), `${JSON.stringify(drawing)}\n`);
