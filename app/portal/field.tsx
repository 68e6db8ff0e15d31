import { useEffect, useId, useRef } from 'react';

/** A labelled line to type into, with a hint below its label. */
export function Field(props: {
  label: string;
  hint?: string;
  type?: 'text' | 'password' | 'date';
  value: string;
  onChange: (value: string) => void;
  autoComplete: string;
  inputMode?: 'numeric';
  autoFocus?: boolean;
  required?: boolean;
}) {
  const { label, hint, type = 'text', value, onChange, autoFocus = false, ...rest } = props;
  const id = useId();
  const input = useRef<HTMLInputElement>(null);
  useEffect(() => {
    if (autoFocus) input.current?.focus();
  }, [autoFocus]);
  return (
    <p className="field">
      <label htmlFor={id}>{label}</label>
      {hint === undefined ? null : (
        <span className="muted" id={`${id}-hint`}>
          {hint}
        </span>
      )}
      <input
        id={id}
        ref={input}
        type={type}
        value={value}
        aria-describedby={hint === undefined ? undefined : `${id}-hint`}
        autoCapitalize="none"
        spellCheck={false}
        onChange={(event) => onChange(event.target.value)}
        {...rest}
      />
    </p>
  );
}
