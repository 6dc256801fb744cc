import { organizationForm, type OrganizationProfile } from '@comptoir/contracts/partner-center/profiles';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useMay } from '../features/account/me.ts';
import { AddressFields, addressValues } from '../features/profiles/fields.tsx';
import { organizationQuery, saveOrganization } from '../features/profiles/queries.ts';
import { paths } from '../paths.ts';
import { CopyButton } from '../ui/copy-button.tsx';
import { Facts } from '../ui/facts.tsx';
import { SelectInput, TextInput } from '../ui/form/fields.tsx';
import { Form } from '../ui/form/layout.tsx';
import { filled } from '../ui/form/problems.ts';
import { useForm } from '../ui/form/use-form.ts';
import { TextLink } from '../ui/link.tsx';
import { Page, Section } from '../ui/page.tsx';
import { Loaded } from '../ui/states.tsx';
import { useText, type Text } from '../ui/text.tsx';
import { useSay } from '../ui/toast.tsx';

/** Settings > Account settings > Organization profile: what the organisation says of itself. */
export function OrganizationPage() {
  const t = useText();
  const query = useQuery(organizationQuery);
  return (
    <Page title={t('organization.title')} purpose={t('organization.purpose')}>
      <Loaded query={query} rows={8}>
        {(profile) => (
          <>
            <Ids profile={profile} />
            <OrganizationForm key={profile.attributes.etag} profile={profile} />
          </>
        )}
      </Loaded>
    </Page>
  );
}

function Ids({ profile: { tenantId, domain } }: { profile: OrganizationProfile }) {
  const t = useText();
  return (
    <Facts
      facts={[
        [
          t('organization.tenantId'),
          <span key="id" className="break-anywhere">
            {tenantId} <CopyButton text={tenantId} what={t('organization.tenantId')} />
          </span>,
        ],
        [t('vetting.domain'), domain],
        [
          'PartnerID',
          <TextLink key="identifiers" to={paths.identifiers}>
            {t('identifiers.title')}
          </TextLink>,
        ],
        [
          t('settings.legal'),
          <TextLink key="legal" to={paths.legalInfo}>
            {t('legalInfo.title')}
          </TextLink>,
        ],
      ]}
    />
  );
}

/** Languages of the portal as they are written in the country, and the one that stands. */
const cultures = (t: Text, { culture, defaultAddress: { country } }: OrganizationProfile) =>
  [...new Set([culture, `fr-${country}`, `en-${country}`])].map((value) => ({
    value,
    label: t.formats.culture(value),
  }));

function OrganizationForm({ profile }: { profile: OrganizationProfile }) {
  const t = useText();
  const say = useSay();
  const queries = useQueryClient();
  const mayChange = useMay('profiles.manage');
  const { companyName, email, culture, defaultAddress, attributes } = profile;
  const form = useForm({
    shape: organizationForm,
    start: { companyName, email, culture, defaultAddress: addressValues(defaultAddress) },
    body: (values) =>
      filled({ ...values, language: values.culture.split('-')[0], attributes: { etag: attributes.etag } }),
    send: saveOrganization,
    onSent: (saved) => {
      say(t('profile.saved'));
      queries.setQueryData(organizationQuery.queryKey, saved);
    },
  });
  return (
    <Form form={form} submit={t('action.save')} unless={mayChange ? undefined : t('profile.mayNot')} edits>
      <Section title={t('organization.contact')} purpose={t('organization.contact.hint')}>
        <div className="field-row">
          <TextInput form={form} name="companyName" label={t('organization.name')} required maxLength={512} />
          <TextInput form={form} name="email" label={t('newCustomer.email')} type="email" required maxLength={254} />
          <SelectInput form={form} name="culture" label={t('organization.language')} options={cultures(t, profile)} />
        </div>
      </Section>
      <Section title={t('newCustomer.address')}>
        <AddressFields form={form} at="defaultAddress" />
      </Section>
    </Form>
  );
}
