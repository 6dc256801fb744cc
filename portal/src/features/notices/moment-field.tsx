/** Day and time in UTC, as everywhere in the programme. */
import { Field, Input } from '@fluentui/react-components';
import { useText } from '../../ui/text.tsx';

interface MomentFieldProps {
  readonly label: string;
  readonly hint?: string;
  /** `2026-12-01T08:00`, or empty. */
  readonly value: string;
  readonly onChange: (value: string) => void;
}

export function MomentField({ label, hint, value, onChange }: MomentFieldProps) {
  const t = useText();
  return (
    <Field className="field" label={t('notices.inUtc', { label })} {...(hint ? { hint } : {})}>
      <Input type="datetime-local" value={value} onChange={(_, data) => onChange(data.value)} />
    </Field>
  );
}

/** As the API takes it; undefined while nothing whole is typed. */
export const momentOf = (value: string): string | undefined =>
  /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}$/.test(value) ? `${value}:00Z` : undefined;
