import type { TextKey } from './i18n.ts';

/** Questions that the data page shows. A test asks each of them as it stands. */
export const EXAMPLES: readonly { title: TextKey; query: string }[] = [
  {
    title: 'data.example.lines',
    query: `{
  state(code: "RO") {
    name(language: "fr")
    hotlines {
      name
      hours
      phones { number international tollFree }
      languages { label(language: "fr") }
      checkedOn
    }
  }
}`,
  },
  {
    title: 'data.example.counterpart',
    query: `{
  state(code: "SK") {
    contactPoints(roles: ["reception_after_return", "return_programme"]) {
      name
      roles
      email
      phones { number }
      sources { title url date }
    }
  }
}`,
  },
  {
    title: 'data.example.search',
    query: `{
  search(text: "legal aid", filter: { states: ["AT", "IT"], kinds: [SERVICE] }, first: 10) {
    totalCount
    edges {
      node {
        id
        name
        state { code }
        ... on Service { provider url }
      }
    }
    pageInfo { hasNextPage endCursor }
  }
}`,
  },
];
