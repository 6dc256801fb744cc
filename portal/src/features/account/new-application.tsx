/** A new application. */
import { createApplicationRequest } from '@comptoir/contracts/comptoir/account';
import { RadioInput, TextInput } from '../../ui/form/fields.tsx';
import { FormDialog } from '../../ui/form/layout.tsx';
import { filled } from '../../ui/form/problems.ts';
import { useForm } from '../../ui/form/use-form.ts';
import { useText } from '../../ui/text.tsx';
import type { ToldSecret } from './applications.tsx';
import { createApplication } from './queries.ts';

interface NewApplicationProps {
  readonly onMade: (told: ToldSecret | undefined) => void;
  readonly onClose: () => void;
}

const empty = { name: '', kind: 'confidential', redirectUris: '' };
const lines = (text: string) => text.split('\n').filter((line) => line.trim() !== '');

export function NewApplicationDialog({ onMade, onClose }: NewApplicationProps) {
  const t = useText();
  const form = useForm({
    shape: createApplicationRequest,
    start: empty,
    body: ({ name, kind, redirectUris }) =>
      filled({ name, public: kind === 'public', redirectUris: lines(redirectUris) }),
    fieldOf: (path) => (path.startsWith('redirectUris') ? 'redirectUris' : undefined),
    words: { redirectUris: t('applications.redirectUris.wrong') },
    send: async (body) => {
      const { clientId, clientSecret: secret } = await createApplication(body);
      return secret ? { application: body.name, clientId, secret } : undefined;
    },
    onSent: onMade,
  });
  const kinds = (['confidential', 'public'] as const).map((value) => ({
    value,
    label: t(`applications.kind.${value}`),
    hint: t(`applications.kind.${value}.hint`),
  }));
  return (
    <FormDialog form={form} title={t('applications.new')} submit={t('applications.create')} onClose={onClose}>
      <TextInput form={form} name="name" label={t('applications.name')} required maxLength={120} />
      <RadioInput form={form} name="kind" label={t('applications.kind')} options={kinds} required />
      <TextInput
        form={form}
        name="redirectUris"
        label={t('applications.redirectUris')}
        hint={t('applications.redirectUris.hint')}
        rows={3}
      />
    </FormDialog>
  );
}
