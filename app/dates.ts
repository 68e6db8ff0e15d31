const PARTS = [
  [/^\d{4}$/, { year: 'numeric' }],
  [/^\d{4}-\d{2}$/, { year: 'numeric', month: 'long' }],
  [/^\d{4}-\d{2}-\d{2}$/, { dateStyle: 'long' }],
] as const;

/** Writes dates as a language does. Sources often show a month or a year only: no day is made up for them. */
export function datesOf(formats: string): (date: string) => string {
  const known = PARTS.map(([shape, parts]) => ({
    shape,
    format: new Intl.DateTimeFormat(formats, { ...parts, timeZone: 'UTC' }),
  }));
  return (date) => {
    const form = known.find(({ shape }) => shape.test(date));
    // A day that does not exist is said as it was written.
    return form === undefined || Number.isNaN(Date.parse(date)) ? date : form.format.format(new Date(date));
  };
}
