import { neutralGroups, neutralText } from '#app/card/card-lines.ts';
import { costOf, shownNumber } from '#app/phones.ts';
import type { CardLine } from '#app/queries/card.ts';
import type { Label } from '#app/queries/labels.ts';

import { given, LanguageNames, TermList } from '../own-language.tsx';
import { Dotted, TextWith, useText } from '../text.tsx';

/** Numbers with who answers, when and in which language; never the name of a line. */
export function CardNumbers(props: { lines: readonly CardLine[]; label: Label; abroad?: boolean }) {
  const { lines, label, abroad = false } = props;
  const t = useText();
  if (lines.length === 0) return <p>{t(abroad ? 'card.none.abroad' : 'card.none')}</p>;
  return (
    <ul>
      {lines.map((line) => (
        <li key={line.id}>
          <p className="big">
            {line.phones.map((phone) => (
              <a key={phone.number} href={`tel:${phone.number}`} dir="ltr">
                {shownNumber(phone)}
              </a>
            ))}
          </p>
          <p>
            <AboutLine line={line} label={label} abroad={abroad} />
          </p>
        </li>
      ))}
    </ul>
  );
}

function AboutLine({ line, label, abroad }: { line: CardLine; label: Label; abroad: boolean }) {
  const t = useText();
  const { operatorType, hours, area, languages, note, phones } = line;
  const groups = neutralGroups(line);
  const place = neutralText(area);
  const isFree = phones.every((phone) => costOf(phone, abroad) === 'hotline.cost.free');
  return (
    <Dotted>
      {operatorType === null ? null : t(`hotline.answers.${operatorType}`)}
      {given(neutralText(hours)) ?? t('hotline.hours.unknown')}
      {languages.length === 0 ? null : <LanguageNames languages={languages} />}
      {isFree ? t('hotline.cost.free') : null}
      {groups === null ? null : (
        <TextWith k="card.for" slot="list">
          <TermList label={label} of="target_group" codes={groups} />
        </TextWith>
      )}
      {place === null ? null : t('hotline.area', { area: place })}
      {note?.codes.includes('UNCONFIRMED') === true ? t('hotline.unconfirmed') : null}
    </Dotted>
  );
}
