import type { Search } from '#app/find.ts';
import type { TextKey } from '#app/i18n.ts';
import type { Vocabulary } from '#app/queries/labels.ts';
import { useText } from './text.tsx';

interface Choice {
  code: string;
  label: string;
}

/** What is looked for, and among what. Works without script; the text is sent in the body, never in the address. */
export function FindForm(props: {
  asked: Search;
  states: readonly { code: string; name: string }[];
  vocabularies: readonly Vocabulary[];
}) {
  const { asked, states, vocabularies } = props;
  const t = useText();
  const terms = (name: string): Choice[] => vocabularies.find((vocabulary) => vocabulary.name === name)?.terms ?? [];
  const countries = states.map(({ code, name }) => ({ code, label: name }));
  return (
    <search>
      <form className="find" method="post">
        <label htmlFor="text">{t('find.text')}</label>
        <input
          id="text"
          name="text"
          type="search"
          defaultValue={asked.text}
          maxLength={300}
          autoComplete="off"
          aria-describedby="example"
        />
        <p className="muted" id="example">
          {t('find.example')}
        </p>
        <fieldset>
          <legend>{t('find.filters')}</legend>
          <Choose name="state" label="find.filter.states" choices={countries} chosen={asked.state} />
          <Choose name="kind" label="find.filter.kinds" choices={terms('entry_kind')} chosen={asked.kind} />
          <Choose name="type" label="find.filter.serviceTypes" choices={terms('service_type')} chosen={asked.type} />
          <Choose
            name="audience"
            label="find.filter.audiences"
            choices={terms('target_group')}
            chosen={asked.audience}
          />
        </fieldset>
        <button type="submit">{t('find.button')}</button>
      </form>
    </search>
  );
}

function Choose(props: { name: keyof Search; label: TextKey; choices: readonly Choice[]; chosen: string }) {
  const { name, label, choices, chosen } = props;
  const t = useText();
  return (
    <p>
      <label htmlFor={name}>{t(label)}</label>
      <select id={name} name={name} defaultValue={chosen}>
        <option value="">{t('find.filter.any')}</option>
        {choices.map(({ code, label: text }) => (
          <option key={code} value={code}>
            {text}
          </option>
        ))}
      </select>
    </p>
  );
}
