import { useQuery } from '@tanstack/react-query';
import { prove } from '../prove.ts';
import { usePortalText } from '../text.tsx';

/** The name under which its State has enrolled an organisation, as this device could prove it. */
export function useProvedName(organisation: string): string | null {
  const { data } = useQuery({
    queryKey: ['proved name', organisation],
    queryFn: async () => {
      const proved = await prove(organisation);
      return proved.outcome === 'proved' ? proved.proof.organisation.name : null;
    },
    staleTime: 5 * 60_000,
  });
  return data ?? null;
}

export function ProvedName({ organisation }: { organisation: string }) {
  const t = usePortalText();
  return <>{useProvedName(organisation) ?? t('messages.unproved')}</>;
}
