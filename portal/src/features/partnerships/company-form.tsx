/** A company that signed up by itself accepts its first partner: it tells what a customer's record needs, and becomes one. */
import type { Me } from '@comptoir/contracts/comptoir/account';
import { newCompany, type AcceptPartner } from '@comptoir/contracts/comptoir/relationships';
import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { TextInput } from '../../ui/form/fields.tsx';
import { Form } from '../../ui/form/layout.tsx';
import { filled } from '../../ui/form/problems.ts';
import { useForm } from '../../ui/form/use-form.ts';
import { useText } from '../../ui/text.tsx';
import { countryQuery } from '../customers/queries.ts';
import { acceptPartner } from './queries.ts';

interface CompanyFormProps {
  readonly me: Me;
  readonly by: AcceptPartner;
  /** Why it cannot be accepted yet. */
  readonly unless: string | undefined;
  readonly onAccepted: () => void;
  /** What stands above the button. */
  readonly children: ReactNode;
  /** What else can be answered. */
  readonly beside: ReactNode;
}

export function CompanyForm({ me, by, unless, onAccepted, children, beside }: CompanyFormProps) {
  const t = useText();
  const rules = useQuery(countryQuery(me.tenant.country)).data;
  const form = useForm({
    shape: newCompany,
    start: {
      firstName: '',
      lastName: '',
      email: me.user.email,
      registrationNumber: '',
      address: { addressLine1: '', city: '', state: '', postalCode: '', phoneNumber: '' },
    },
    body: filled,
    fieldOf: (path) => places[path],
    send: (company) => acceptPartner({ ...by, company }),
    onSent: onAccepted,
  });
  return (
    <Form form={form} submit={t('accept.submit')} unless={unless} beside={beside}>
      <p>{t('accept.company', { tenant: me.tenant.name, country: t.formats.country(me.tenant.country) })}</p>
      <div className="field-row">
        <TextInput form={form} name="firstName" label={t('newCustomer.firstName')} required />
        <TextInput form={form} name="lastName" label={t('newCustomer.lastName')} required />
        <TextInput form={form} name="email" label={t('newCustomer.email')} required />
      </div>
      <div className="field-row">
        <TextInput form={form} name="address.addressLine1" label={t('newCustomer.addressLine1')} required />
        <TextInput
          form={form}
          name="address.postalCode"
          label={t('newCustomer.postalCode')}
          required={rules?.isPostalCodeRequired ?? false}
        />
        <TextInput form={form} name="address.city" label={t('newCustomer.city')} required />
        <TextInput
          form={form}
          name="address.state"
          label={t('newCustomer.state')}
          required={rules?.isStateRequired ?? false}
        />
      </div>
      <div className="field-row">
        <TextInput
          form={form}
          name="address.phoneNumber"
          label={t('newCustomer.phoneNumber')}
          required={rules?.customerOrganizationPhoneNumberRequired ?? false}
        />
        <TextInput
          form={form}
          name="registrationNumber"
          label={t('newCustomer.organizationRegistrationNumber')}
          required={rules?.customerOrganizationRegistrationNumberRequired ?? false}
        />
      </div>
      {children}
    </Form>
  );
}

/** Members of the customer's record that are told by the server, and where they are typed here. */
const places: Readonly<
  Record<
    string,
    'email' | 'registrationNumber' | `address.${'addressLine1' | 'city' | 'state' | 'postalCode' | 'phoneNumber'}`
  >
> = {
  'billingProfile.email': 'email',
  'companyProfile.organizationRegistrationNumber': 'registrationNumber',
  'billingProfile.defaultAddress.addressLine1': 'address.addressLine1',
  'billingProfile.defaultAddress.city': 'address.city',
  'billingProfile.defaultAddress.state': 'address.state',
  'billingProfile.defaultAddress.postalCode': 'address.postalCode',
  'billingProfile.defaultAddress.phoneNumber': 'address.phoneNumber',
};
