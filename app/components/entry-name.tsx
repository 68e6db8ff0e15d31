import { TextIn } from './own-language.tsx';

interface Named {
  __typename: string;
  name: string;
  languages?: readonly { code: string }[];
}

/** The name of an entry. A document keeps its title, in the language it was written in; all other names are English. */
export function EntryName({ entry: { __typename, name, languages } }: { entry: Named }) {
  return <TextIn lang={__typename === 'Guidance' ? languages?.[0]?.code : 'en'}>{name}</TextIn>;
}
