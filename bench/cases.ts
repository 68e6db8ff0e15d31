/** What is asked in one measurement, of the portal as GraphQL and of the plain server as its own little form. */
export interface Case {
  name: string;
  document: string;
  path: string;
  variables: Record<string, unknown>[];
}

const SEARCH = `query ($text: String) { search(text: $text, first: 20) {
  didYouMean edges { cursor node { id name state { code } } }
} }`;
const FACETS = `query ($text: String) { search(text: $text, first: 1) {
  totalCount facets { name values { code count } }
} }`;
const DETAIL = `query ($id: ID!) { node(id: $id) { id ... on Service {
  name provider types audiences description url checkedOn state { code } phones { number display }
} } }`;

export function benchCases(
  questions: readonly string[],
  typingErrors: readonly string[],
  ids: readonly string[],
): Case[] {
  const texts = (list: readonly string[]) => list.map((text) => ({ text }));
  return [
    { name: 'search', document: SEARCH, path: '/search', variables: texts(questions) },
    { name: 'search, typing errors', document: SEARCH, path: '/search', variables: texts(typingErrors) },
    { name: 'facets', document: FACETS, path: '/facets', variables: texts(questions) },
    { name: 'detail', document: DETAIL, path: '/detail', variables: ids.map((id) => ({ id })) },
  ];
}
