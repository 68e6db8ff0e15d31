/** One address of every kind of public page, found through the portal's own interface. */
export async function addressesOfEveryKind(base: string): Promise<Record<string, string>> {
  const query = `{
    state(code: "RO") {
      hotlines { id } contactPoints { id } services { id } procedures { id } promisingPractices { id }
    }
    library(first: 1) { nodes { id } }
  }`;
  const response = await fetch(new URL(`/graphql?query=${encodeURIComponent(query)}`, base));
  const { data } = (await response.json()) as {
    data: { state: Record<string, { id: string }[]>; library: { nodes: { id: string }[] } };
  };
  const entries = Object.entries(data.state).map(([kind, list]) => [kind, `/en/entries/${list[0]?.id}`]);
  return {
    welcome: '/',
    start: '/en',
    states: '/en/states',
    State: '/en/states/RO',
    'State with many entries': '/en/states/DE',
    'State without a line from abroad': '/en/states/AZ',
    numbers: '/en/numbers',
    card: '/en/states/SE/card',
    'small card': '/en/states/CH/card/small',
    'countries to compare': '/en/compare?a=RO&b=RO',
    'two countries side by side': '/en/compare/AT/RO',
    'three countries side by side': '/en/compare/DE/RO/VA',
    'who is known': '/en/coverage',
    'who is known by kind of help': '/en/coverage/by/services',
    'who is known by language': '/en/coverage/by/languages',
    'who is known for whom': '/en/coverage/by/groups',
    'who is known in a State': '/en/coverage/RO',
    data: '/en/data',
    find: '/en/find',
    about: '/en/about',
    privacy: '/en/privacy',
    'stay safe': '/en/stay-safe',
    'for the young': '/en/young',
    professionals: '/en/professionals',
    'first steps': '/en/guide/first-steps',
    'referral mechanism': '/en/guide/nrm',
    pillars: '/en/guide/pillars',
    roles: '/en/guide/roles',
    terms: '/en/guide/terms',
    standards: '/en/guide/standards',
    library: '/en/library',
    'library narrowed down': '/en/library?type=form&language=en',
    'library without a result': '/en/library?type=form&language=ru',
    document: `/en/entries/${data.library.nodes[0]?.id}`,
    'not found': '/en/nowhere',
    'unknown State': '/en/states/XX',
    'unknown language': '/xx/states/RO',
    ...Object.fromEntries(entries),
  };
}
