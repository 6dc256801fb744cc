/** Names, address and language of a person. */
import { changeUserRequest, type UserDetail } from '@comptoir/contracts/comptoir/people';
import { useQueryClient } from '@tanstack/react-query';
import { SelectInput, TextInput } from '../../ui/form/fields.tsx';
import { Form } from '../../ui/form/layout.tsx';
import { useForm } from '../../ui/form/use-form.ts';
import { Section } from '../../ui/page.tsx';
import { useText } from '../../ui/text.tsx';
import { useSay } from '../../ui/toast.tsx';
import { useCountries } from '../reference/use-countries.ts';
import { changeUser, peopleKey } from './queries.ts';

/** Languages that mails and pages are written in. */
export function useLanguages() {
  return [
    { value: 'fr', label: 'Français' },
    { value: 'en', label: 'English' },
  ];
}

export function PersonForm({ user, mayNot }: { user: UserDetail; mayNot: string | undefined }) {
  const t = useText();
  const say = useSay();
  const queries = useQueryClient();
  const form = useForm({
    shape: changeUserRequest,
    start: {
      displayName: user.displayName,
      firstName: user.firstName,
      lastName: user.lastName,
      email: user.email,
      phoneNumber: user.phoneNumber ?? '',
      language: user.language ?? '',
      usageLocation: user.usageLocation ?? '',
    },
    body: ({ phoneNumber, language, usageLocation, ...values }) => ({
      ...values,
      phoneNumber: phoneNumber.trim() || null,
      language: language || null,
      usageLocation: usageLocation || null,
    }),
    words: { email: t('form.wrong.email') },
    send: (body) => changeUser(user.id, body),
    onSent: async () => {
      say(t('users.saved'));
      await queries.invalidateQueries({ queryKey: peopleKey });
    },
  });
  return (
    <Section title={t('users.details')}>
      <Form form={form} submit={t('users.save')} unless={mayNot} edits>
        <div className="field-row contact-row">
          <TextInput form={form} name="displayName" label={t('users.displayName')} required maxLength={256} />
          <TextInput form={form} name="email" type="email" label={t('users.email')} required maxLength={254} />
          <TextInput form={form} name="firstName" label={t('users.firstName')} maxLength={64} />
          <TextInput form={form} name="lastName" label={t('users.lastName')} maxLength={64} />
          <TextInput form={form} name="phoneNumber" type="tel" label={t('users.phoneNumber')} maxLength={30} />
          <SelectInput
            form={form}
            name="language"
            label={t('users.language')}
            options={useLanguages()}
            none={t('users.language.none')}
          />
          <SelectInput
            form={form}
            name="usageLocation"
            label={t('customerUsers.location')}
            options={useCountries()}
            none={t('licences.location.none')}
          />
        </div>
      </Form>
    </Section>
  );
}
