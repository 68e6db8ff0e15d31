import { useQueries, useQuery } from '@tanstack/react-query';
import { prove } from '../prove.ts';
import { usePortalText } from '../text.tsx';

/** What its State says of an organisation, as this device could prove it; undefined as long as that is not known, or nothing is proved. */
export function useProved(organisation: string): { name: string; kind: string; state: string } | undefined {
  return useQuery(asProved(organisation)).data ?? undefined;
}

/** @returns names by UUID; null: nothing is proved, or not yet */
export function useProvedNames(organisations: readonly string[]): Map<string, string | null> {
  const named = [...new Set(organisations)];
  const found = useQueries({ queries: named.map(asProved) });
  return new Map(named.map((organisation, place) => [organisation, found[place]?.data?.name ?? null]));
}

function asProved(organisation: string) {
  return {
    queryKey: ['proved name', organisation],
    queryFn: async () => {
      const proved = await prove(organisation);
      if (proved.outcome !== 'proved') return null;
      const { name, kind } = proved.proof.organisation;
      return { name, kind, state: proved.proof.vouchedBy.state };
    },
    staleTime: 5 * 60_000,
    enabled: organisation !== '',
  };
}

/** The name under which its State has enrolled it. */
export function useProvedName(organisation: string): string | null {
  return useProved(organisation)?.name ?? null;
}

export function ProvedName({ organisation }: { organisation: string }) {
  const t = usePortalText();
  return <>{useProvedName(organisation) ?? t('messages.unproved')}</>;
}
