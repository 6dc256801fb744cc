/** Words of material, and the fields that its dialogs share. */
import { Field, Link, Select } from '@fluentui/react-components';
import { materialKinds, type Material, type MaterialLanguage } from '@comptoir/contracts/comptoir/material';
import { useMutation } from '@tanstack/react-query';
import { TextField } from '../../ui/form/text-field.tsx';
import { useFaultText } from '../../ui/fault.ts';
import { OutsideLink } from '../../ui/link.tsx';
import { Options } from '../../ui/form/fields.tsx';
import { useText } from '../../ui/text.tsx';
import { useSay } from '../../ui/toast.tsx';
import { sizeText } from './file-check.ts';
import { saveMaterial, type EntryWords, type MaterialSource } from './queries.ts';

const languageCodes: readonly MaterialLanguage[] = ['fr', 'en', 'none'];

/** Kinds and languages of material, by their words. */
export function useEntryChoices() {
  const t = useText();
  return {
    kinds: materialKinds.map((kind) => ({ value: kind, label: t(`material.kind.${kind}`) })),
    languages: languageCodes.map((language) => ({ value: language, label: t(`material.language.${language}`) })),
  };
}

interface EntryFieldsProps {
  readonly words: EntryWords;
  readonly onChange: (part: Partial<EntryWords>) => void;
  readonly problem?: string | undefined;
}

/** Title, kind and language of a document or link. */
export function EntryFields({ words, onChange, problem }: EntryFieldsProps) {
  const t = useText();
  const { kinds, languages } = useEntryChoices();
  return (
    <>
      <TextField
        label={t('material.title')}
        required
        maxLength={200}
        value={words.title}
        onChange={(title) => onChange({ title })}
        problem={problem}
      />
      <div className="field-row">
        <Field label={t('material.kind')} required>
          <Select value={words.kind} onChange={(_, data) => onChange({ kind: data.value as EntryWords['kind'] })}>
            <Options options={kinds} />
          </Select>
        </Field>
        <Field label={t('material.language')} required>
          <Select value={words.language} onChange={(_, data) => onChange({ language: data.value as MaterialLanguage })}>
            <Options options={languages} />
          </Select>
        </Field>
      </div>
    </>
  );
}

/** The title as what it leads to: a link opens beside the portal, a file is saved. */
export function EntryLink({ entry, source }: { entry: Material; source: MaterialSource }) {
  const say = useSay();
  const words = useFaultText();
  const save = useMutation({
    mutationFn: () => saveMaterial(source, entry),
    onError: (error) => say(words(error)),
  });
  if (entry.link !== null) return <OutsideLink href={entry.link}>{entry.title}</OutsideLink>;
  return (
    <Link as="button" inline aria-busy={save.isPending} onClick={() => save.mutate()}>
      {entry.title}
    </Link>
  );
}

/** `PDF, 340 KB` of a file; the host of a link. */
export function useEntryForm(): (entry: Material) => string {
  const t = useText();
  return ({ file, link }) => {
    if (!file) return t('material.linkTo', { host: link === null ? '' : new URL(link).hostname });
    const ending = file.name.split('.').at(-1)?.toUpperCase() ?? '';
    return t('material.fileOf', { ending, size: sizeText(file.sizeBytes, t.language) });
  };
}
