import { supportForm, type SupportProfile } from '@comptoir/contracts/partner-center/profiles';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useMay } from '../features/account/me.ts';
import { saveSupportProfile, supportProfileQuery } from '../features/profiles/queries.ts';
import { paths } from '../paths.ts';
import { TextInput } from '../ui/form/fields.tsx';
import { Form } from '../ui/form/layout.tsx';
import { useForm } from '../ui/form/use-form.ts';
import { Page, Section } from '../ui/page.tsx';
import { Loaded } from '../ui/states.tsx';
import { useText } from '../ui/text.tsx';
import { useSay } from '../ui/toast.tsx';

/** Whom the organisation's customers ask first. */
export function SupportProfilePage() {
  const t = useText();
  const query = useQuery(supportProfileQuery);
  return (
    <Page
      title={t('supportProfile.title')}
      purpose={t('supportProfile.purpose')}
      crumbs={[{ label: t('settings.organization'), to: paths.organization }]}
    >
      <Loaded query={query} rows={4}>
        {(profile) => <SupportForm key={profile.attributes.etag} profile={profile} />}
      </Loaded>
    </Page>
  );
}

function SupportForm({ profile }: { profile: SupportProfile }) {
  const t = useText();
  const say = useSay();
  const queries = useQueryClient();
  const mayChange = useMay('profiles.manage');
  const { email, telephone, website, attributes } = profile;
  const form = useForm({
    shape: supportForm,
    start: { email, telephone, website },
    body: (values) => ({
      email: values.email.trim(),
      telephone: values.telephone.trim(),
      website: values.website.trim(),
      attributes: { etag: attributes.etag },
    }),
    words: { website: t('supportProfile.website.wrong') },
    send: saveSupportProfile,
    onSent: (saved) => {
      say(t('profile.saved'));
      queries.setQueryData(supportProfileQuery.queryKey, saved);
    },
  });
  return (
    <Form form={form} submit={t('action.save')} unless={mayChange ? undefined : t('profile.mayNot')} edits>
      <Section title={t('supportProfile.contact')} purpose={t('supportProfile.contact.hint')}>
        <div className="field-row">
          <TextInput form={form} name="email" label={t('newCustomer.email')} type="email" maxLength={254} />
          <TextInput form={form} name="telephone" label={t('newCustomer.phoneNumber')} type="tel" maxLength={30} />
          <TextInput form={form} name="website" label={t('supportProfile.website')} type="url" maxLength={500} />
        </div>
      </Section>
    </Form>
  );
}
