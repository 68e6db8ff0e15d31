import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { EntriesToLinkDocument, LinkEntryDocument, UnlinkEntryDocument } from '#app/queries/portal/administration.ts';
import { askPortal, unlessRefused } from './ask.ts';
import { Field } from './field.tsx';
import { Refused } from './refused.tsx';
import { SUPERVISED } from './supervised.ts';
import { usePortalText } from './text.tsx';

interface Organisation {
  id: string;
  kind: string;
  stateCode: string;
  entries: { id: string; name: string | null }[];
}

/** The entries of the directory that an organisation stands behind, and the way to link others. */
export function LinkedEntries({ organisation, mayLink }: { organisation: Organisation; mayLink: boolean }) {
  const t = usePortalText();
  const { id: organisationId, entries } = organisation;
  const queries = useQueryClient();
  const changing = useMutation({
    mutationFn: async ({ entryId, link }: { entryId: string; link: boolean }) => {
      const asked = { organisationId, entryId };
      if (link) return unlessRefused((await askPortal(LinkEntryDocument, asked)).linkEntry);
      return unlessRefused((await askPortal(UnlinkEntryDocument, asked)).unlinkEntry);
    },
    onSuccess: () =>
      Promise.all([SUPERVISED, ENTRIES_FOUND].map((queryKey) => queries.invalidateQueries({ queryKey }))),
  });
  return (
    <details>
      <summary>{t('entries.title', { count: entries.length })}</summary>
      <p>{t('entries.text')}</p>
      <ul className="members">
        {entries.map(({ id, name }) => (
          <li key={id}>
            {name === null ? (
              t('entries.gone')
            ) : (
              <a href={`/en/entries/${id}`} rel="noreferrer" target="_blank">
                {name}
              </a>
            )}
            <p className="actions">
              <button
                type="button"
                className="quiet"
                aria-label={t('entries.unlink.one', { name: name ?? '' })}
                disabled={changing.isPending}
                onClick={() => changing.mutate({ entryId: id, link: false })}
              >
                {t('entries.unlink')}
              </button>
            </p>
          </li>
        ))}
      </ul>
      {changing.isError ? <Refused error={changing.error} /> : null}
      {mayLink ? (
        <Search
          organisation={organisation}
          isPending={changing.isPending}
          onLink={(entryId) => changing.mutate({ entryId, link: true })}
        />
      ) : null}
    </details>
  );
}

const ENTRIES_FOUND = ['entries-found'];

function Search(props: { organisation: Organisation; isPending: boolean; onLink: (entryId: string) => void }) {
  const { organisation, isPending, onLink } = props;
  const { kind, stateCode } = organisation;
  const t = usePortalText();
  const [text, setText] = useState('');
  const [sought, setSought] = useState('');
  // Entries of international bodies have no State to look in.
  const states = kind === 'international_organisation' ? null : [stateCode];
  const { data: found, error } = useQuery({
    queryKey: [...ENTRIES_FOUND, states, stateCode, sought],
    enabled: sought !== '',
    queryFn: async () => {
      const { search } = await askPortal(EntriesToLinkDocument, { text: sought, states });
      return search.edges
        .map(({ node }) => node)
        .filter(({ state }) => state === null || state.code === stateCode)
        .flatMap((node) => ('portalOrganisation' in node ? [node] : []));
    },
  });
  const send = (event: FormEvent) => {
    event.preventDefault();
    setSought(text.trim());
  };
  return (
    <>
      <form onSubmit={send}>
        <Field
          label={t('entries.search')}
          hint={t('entries.search.hint')}
          value={text}
          onChange={setText}
          autoComplete="off"
          required
        />
        <button type="submit" className="quiet">
          {t('entries.search.action')}
        </button>
      </form>
      {error === null ? null : <Refused error={error} />}
      <div role="status">{found?.length === 0 ? <p>{t('entries.none')}</p> : null}</div>
      <ul className="members">
        {found?.map(({ __typename, id, name, portalOrganisation }) => (
          <li key={id}>
            <a href={`/en/entries/${id}`} rel="noreferrer" target="_blank">
              {name}
            </a>{' '}
            · {t(`entryKind.${__typename}`)}
            {portalOrganisation === null ? (
              <p className="actions">
                <button
                  type="button"
                  className="quiet"
                  aria-label={t('entries.link.one', { name })}
                  disabled={isPending}
                  onClick={() => onLink(id)}
                >
                  {t('entries.link')}
                </button>
              </p>
            ) : (
              <p className="muted">{t('entries.behind', { name: portalOrganisation.name })}</p>
            )}
          </li>
        ))}
      </ul>
    </>
  );
}
