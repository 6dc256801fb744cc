import { partnerBillingForm, type PartnerBillingProfile } from '@comptoir/contracts/partner-center/profiles';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useMay } from '../features/account/me.ts';
import {
  AddressFields,
  addressValues,
  ContactFields,
  contactValues,
  namedContact,
} from '../features/profiles/fields.tsx';
import { billingProfileQuery, saveBillingProfile } from '../features/profiles/queries.ts';
import { paths } from '../paths.ts';
import { Facts } from '../ui/facts.tsx';
import { TextInput } from '../ui/form/fields.tsx';
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
    <Page
      title={t('billingProfile.title')}
      purpose={t('billingProfile.purpose')}
      crumbs={[{ label: t('settings.organization'), to: paths.organization }]}
    >
      <Loaded query={query} rows={8}>
        {(profile) => <BillingForm key={profile.attributes.etag} profile={profile} />}
      </Loaded>
    </Page>
  );
}

const valuesOf = ({ companyName, address, primaryContact, purchaseOrderNumber, taxId }: PartnerBillingProfile) => ({
  companyName,
  purchaseOrderNumber: purchaseOrderNumber ?? '',
  taxId: taxId ?? '',
  address: addressValues(address),
  primaryContact: contactValues(primaryContact),
});

function useBillingForm(profile: PartnerBillingProfile) {
  const t = useText();
  const say = useSay();
  const queries = useQueryClient();
  const { etag } = profile.attributes;
  return useForm({
    shape: partnerBillingForm,
    start: valuesOf(profile),
    body: ({ primaryContact, ...values }) => {
      return filled({ ...values, ...namedContact(primaryContact), attributes: { etag } });
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
  return (
    <Form form={form} submit={t('action.save')} unless={mayChange ? undefined : t('profile.mayNot')} edits>
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
        <AddressFields form={form} at="address" />
      </Section>
      <Section title={t('newCustomer.contact')}>
        <ContactFields form={form} at="primaryContact" />
      </Section>
    </Form>
  );
}
