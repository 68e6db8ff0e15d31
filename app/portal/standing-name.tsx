import { usePortalText } from './text.tsx';

/** "active" */
export function StandingName({ standing }: { standing: string }) {
  const t = usePortalText();
  return <>{t(`standing.short.${standing as 'applied' | 'refused' | 'active' | 'suspended' | 'left'}`)}</>;
}
