import type { Standard } from '#app/queries/guide.ts';
import type { Label } from '#app/queries/labels.ts';
import { PILLAR_CODES } from '#app/queries/pillars.ts';
import { English, LanguageNames, Terms } from '../own-language.tsx';
import { useText } from '../text.tsx';

/** Governance stands above the pillars, so it comes first. */
const GROUPS = [null, ...(Object.keys(PILLAR_CODES) as (keyof typeof PILLAR_CODES)[])];

/** The standards that have been entered, under the pillar to which each belongs. */
export function StandardsByPillar({ standards, label }: { standards: readonly Standard[]; label: Label }) {
  const t = useText();
  return GROUPS.map((group) => {
    const ofGroup = standards.filter(({ pillar }) => pillar === group);
    if (ofGroup.length === 0) return null;
    return (
      <section key={group}>
        <h2>
          {group === null ? t('guide.governance') : <Terms label={label} of="pillar" codes={[PILLAR_CODES[group]]} />}
        </h2>
        {ofGroup.map((standard) => (
          <article className="item" key={standard.number}>
            <h3>
              {standard.number}. <English>{standard.title}</English>
            </h3>
            <p>
              <English>{standard.gist}</English>
            </p>
            <p className="muted">
              {t(`guide.standards.${standard.appliesTo}`)} · {t('guide.standards.page', { page: standard.page })} ·{' '}
              <LanguageNames languages={standard.languages} />
            </p>
          </article>
        ))}
      </section>
    );
  });
}
