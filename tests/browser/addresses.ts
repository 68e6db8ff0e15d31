/** One address of every kind of public page, found through the portal's own interface. */
export async function addressesOfEveryKind(base: string): Promise<Record<string, string>> {
  const query = `{
    state(code: "RO") {
      hotlines { id } contactPoints { id } services { id } procedures { id } promisingPractices { id }
    }
  }`;
  const response = await fetch(new URL(`/graphql?query=${encodeURIComponent(query)}`, base));
  const { data } = (await response.json()) as { data: { state: Record<string, { id: string }[]> } };
  const entries = Object.entries(data.state).map(([kind, list]) => [kind, `/en/entries/${list[0]?.id}`]);
  return {
    welcome: '/',
    start: '/en',
    states: '/en/states',
    State: '/en/states/RO',
    'State with many entries': '/en/states/DE',
    'State without a line from abroad': '/en/states/AZ',
    numbers: '/en/numbers',
    find: '/en/find',
    about: '/en/about',
    privacy: '/en/privacy',
    'stay safe': '/en/stay-safe',
    'not found': '/en/nowhere',
    'unknown State': '/en/states/XX',
    'unknown language': '/xx/states/RO',
    ...Object.fromEntries(entries),
  };
}
