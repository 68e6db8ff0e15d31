import { useMutation } from '@tanstack/react-query';
import { type FormEvent, type ReactNode, useState } from 'react';
import { Field } from './field.tsx';
import { NewPassphraseFields, useNewPassphrase } from './new-passphrase.tsx';
import { Refused } from './refused.tsx';
import { usePortalText } from './text.tsx';

/**
 * The form that every way to an account ends in: a name, and six words that are typed once more before they count.
 *
 * @param props.children what else is asked, before the account
 * @param props.make makes the account; its sign-in name is handed on to `onMade`
 */
export function AccountForm(props: {
  children?: ReactNode;
  action: string;
  make: (name: string, passphrase: string) => Promise<string>;
  onMade: (name: string) => void;
}) {
  const { children, action, make, onMade } = props;
  const t = usePortalText();
  const [name, setName] = useState('');
  const passphrase = useNewPassphrase();
  const making = useMutation({
    mutationFn: async () => make(name, passphrase.confirmed()),
    onSuccess: onMade,
  });
  const send = (event: FormEvent) => {
    event.preventDefault();
    making.mutate();
  };
  return (
    <form onSubmit={send}>
      {children}
      <Field
        label={t('field.name')}
        hint={t('field.name.hint')}
        value={name}
        onChange={setName}
        autoComplete="username"
        required
      />
      <NewPassphraseFields passphrase={passphrase} />
      {making.isError ? <Refused error={making.error} /> : null}
      <button type="submit" disabled={making.isPending}>
        {making.isPending ? t('begin.pending') : action}
      </button>
    </form>
  );
}
