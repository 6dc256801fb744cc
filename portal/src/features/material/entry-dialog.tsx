/** Adds a link, or changes the words of what is there. */
import {
  changeMaterial as changed,
  newMaterialLink,
  type Material,
  type MaterialKind,
} from '@comptoir/contracts/comptoir/material';
import { SelectInput, TextInput } from '../../ui/form/fields.tsx';
import { FormDialog } from '../../ui/form/layout.tsx';
import { useForm, type ContractForm } from '../../ui/form/use-form.ts';
import { useText } from '../../ui/text.tsx';
import { wordsOf } from './chosen-files.ts';
import { addLink, changeMaterial, type EntryWords } from './queries.ts';
import { useEntryChoices } from './words.tsx';

interface DialogProps {
  readonly offerId: string;
  readonly onSaved: () => void;
  readonly onClose: () => void;
}

export function LinkDialog(props: DialogProps & { readonly recommended: readonly MaterialKind[] }) {
  const t = useText();
  const form = useForm({
    shape: newMaterialLink,
    start: { kind: props.recommended[0] ?? 'training', title: '', language: t.language, link: '' },
    send: (body) => addLink(props.offerId, body),
    onSent: props.onSaved,
  });
  return (
    <FormDialog form={form} title={t('material.addLink')} submit={t('material.add')} onClose={props.onClose}>
      <p>{t('material.atOnce')}</p>
      <WordFields form={form as unknown as ContractForm<EntryWords>} />
      <TextInput
        form={form}
        name="link"
        label={t('material.link')}
        hint={t('material.link.hint')}
        type="url"
        required
        maxLength={2048}
      />
    </FormDialog>
  );
}

export function EntryDialog({ offerId, entry, ...props }: DialogProps & { readonly entry: Material }) {
  const t = useText();
  const form = useForm({
    shape: changed.required(),
    start: wordsOf(entry),
    send: (body) => changeMaterial(offerId, entry.id, body),
    onSent: props.onSaved,
  });
  return (
    <FormDialog form={form} title={t('material.change')} submit={t('material.save')} edits onClose={props.onClose}>
      <p>{t('material.atOnce')}</p>
      <WordFields form={form} />
    </FormDialog>
  );
}

function WordFields({ form }: { form: ContractForm<EntryWords> }) {
  const t = useText();
  const { kinds, languages } = useEntryChoices();
  return (
    <>
      <TextInput form={form} name="title" label={t('material.title')} required maxLength={200} />
      <div className="field-row">
        <SelectInput form={form} name="kind" label={t('material.kind')} options={kinds} required />
        <SelectInput form={form} name="language" label={t('material.language')} options={languages} required />
      </div>
    </>
  );
}
