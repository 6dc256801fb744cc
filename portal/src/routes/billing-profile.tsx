import { partnerBillingRequest, type PartnerBillingProfile } from '@comptoir/contracts/partner-center/profiles';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useMay } from '../features/account/me.ts';
import { billingProfileQuery, saveBillingProfile } from '../features/profiles/queries.ts';
import { useCountries } from '../features/reference/use-countries.ts';
import { Facts } from '../ui/facts.tsx';
import { SelectInput, TextInput } from '../ui/form/fields.tsx';
import { Form } from '../ui/form/layout.tsx';
import { filled } from '../ui/form/problems.ts';
import { useForm } from '../ui/form/use-form.ts';
import { Page, Section } from '../ui/page.tsx';
import { Loaded } from '../ui/states.tsx';
import { useText } from '../ui/text.tsx';
import { useSay } from '../ui/toast.tsx';

/** Whom the operator's invoices concern, and what they quote. */
export function BillingProfilePage() {
  const t = useText();
  const query = useQuery(billingProfileQuery);
  return (
    <Page title={t('billingProfile.title')} purpose={t('billingProfile.purpose')}>
      <Loaded query={query} rows={8}>
        {(profile) => <BillingForm key={profile.attributes.etag} profile={profile} />}
      </Loaded>
    </Page>
  );
}

const contactFields = ['firstName', 'lastName', 'email', 'phoneNumber'] as const;
const addressFields = ['addressLine1', 'addressLine2', 'postalCode', 'city', 'state'] as const;

const valuesOf = ({ companyName, address, primaryContact, purchaseOrderNumber, taxId }: PartnerBillingProfile) => ({
  companyName,
  purchaseOrderNumber: purchaseOrderNumber ?? '',
  taxId: taxId ?? '',
  address: {
    country: address.country,
    ...Object.fromEntries(addressFields.map((name) => [name, address[name] ?? ''])),
  } as Record<(typeof addressFields)[number] | 'country', string>,
  primaryContact: Object.fromEntries(contactFields.map((name) => [name, primaryContact?.[name] ?? ''])) as Record<
    (typeof contactFields)[number],
    string
  >,
});

function useBillingForm(profile: PartnerBillingProfile) {
  const t = useText();
  const say = useSay();
  const queries = useQueryClient();
  const { etag } = profile.attributes;
  return useForm({
    shape: partnerBillingRequest,
    start: valuesOf(profile),
    body: ({ primaryContact, ...values }) => {
      const named = Object.values(primaryContact).some((text) => text.trim() !== '');
      return filled({ ...values, ...(named ? { primaryContact } : {}), attributes: { etag } });
    },
    send: saveBillingProfile,
    onSent: (saved) => {
      say(t('profile.saved'));
      queries.setQueryData(billingProfileQuery.queryKey, saved);
    },
  });
}

function BillingForm({ profile }: { profile: PartnerBillingProfile }) {
  const t = useText();
  const mayChange = useMay('profiles.manage');
  const form = useBillingForm(profile);
  const countries = useCountries();
  return (
    <Form form={form} submit={t('action.save')} unless={mayChange ? undefined : t('profile.mayNot')}>
      <Section title={t('billingProfile.company')}>
        <div className="field-row">
          <TextInput form={form} name="companyName" label={t('newCustomer.companyName')} required maxLength={512} />
          <TextInput form={form} name="taxId" label={t('billingProfile.taxId')} maxLength={50} />
          <TextInput
            form={form}
            name="purchaseOrderNumber"
            label={t('billingProfile.purchaseOrder')}
            hint={t('billingProfile.purchaseOrder.hint')}
            maxLength={50}
          />
        </div>
        <Facts facts={[[t('billingProfile.currency'), profile.billingCurrency]]} />
      </Section>
      <Section title={t('newCustomer.address')}>
        <div className="field-row">
          <SelectInput
            form={form}
            name="address.country"
            label={t('newCustomer.country')}
            options={countries}
            required
          />
          {addressFields.map((name) => (
            <TextInput
              key={name}
              form={form}
              name={`address.${name}`}
              label={t(`newCustomer.${name}`)}
              required={name === 'addressLine1' || name === 'city'}
              maxLength={name === 'postalCode' ? 20 : 200}
            />
          ))}
        </div>
      </Section>
      <Section title={t('newCustomer.contact')}>
        <div className="field-row">
          {contactFields.map((name) => (
            <TextInput
              key={name}
              form={form}
              name={`primaryContact.${name}`}
              label={t(`newCustomer.${name}`)}
              type={name === 'email' ? 'email' : name === 'phoneNumber' ? 'tel' : 'text'}
              maxLength={name === 'email' ? 254 : name === 'phoneNumber' ? 30 : 50}
            />
          ))}
        </div>
      </Section>
    </Form>
  );
}
