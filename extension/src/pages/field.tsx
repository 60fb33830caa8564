// Owns a labelled field of the extension's own pages, with its error below in words.
interface FieldProps {
  id: string;
  label: string;
  /** Shown as dots. */
  secret?: boolean;
  value: string;
  autocomplete: string;
  hint?: string;
  error?: string | null;
  onEdit: (value: string) => void;
}

export function Field({ id, label, secret = false, value, autocomplete, hint, error, onEdit }: FieldProps) {
  const shared = {
    id,
    value,
    autocomplete,
    required: true,
    'aria-invalid': Boolean(error),
    'aria-describedby': `${id}-help`,
    onInput: (event: { currentTarget: HTMLInputElement }) => onEdit(event.currentTarget.value),
  };
  return (
    <div class="tight">
      <label for={id}>{label}</label>
      {secret ? <input type="password" {...shared} /> : <input type="text" {...shared} />}
      <p id={`${id}-help`} class={error ? 'error' : 'hint'} role={error ? 'alert' : undefined}>
        {error ?? hint}
      </p>
    </div>
  );
}
