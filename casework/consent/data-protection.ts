/**
 * States whose law protects personal data as the General Data Protection Regulation does: the European Economic Area, and those for which
 * the European Commission has decided so as a whole (Article 45). Decisions for some companies of a State only, as for Canada and the
 * United States, do not count here: public bodies and NGOs are not among them.
 *
 * Source: European Commission, "Adequacy decisions", as of 2025.
 */
const ADEQUATE: ReadonlySet<string> = new Set([
  ...['AT', 'BE', 'BG', 'CY', 'CZ', 'DE', 'DK', 'EE', 'ES', 'FI', 'FR', 'GR', 'HR', 'HU', 'IE', 'IT', 'LT', 'LU', 'LV'],
  ...['MT', 'NL', 'PL', 'PT', 'RO', 'SE', 'SI', 'SK', 'IS', 'LI', 'NO', 'AD', 'CH', 'GB'],
]);

/** Whether a person has to be told that what goes to this State may be protected less than where it comes from. */
export function isRiskToTell(fromState: string, toState: string): boolean {
  return fromState !== toState && !ADEQUATE.has(toState);
}
