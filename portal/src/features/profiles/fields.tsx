/** Address and contact of an organisation's profile: the same in each of them. */
import type { PartnerBillingProfile } from '@comptoir/contracts/partner-center/profiles';
import type { FieldPath, FieldValues } from 'react-hook-form';
import { SelectInput, TextInput } from '../../ui/form/fields.tsx';
import type { ContractForm } from '../../ui/form/use-form.ts';
import { useText } from '../../ui/text.tsx';
import { useCountries } from '../reference/use-countries.ts';

const contactMembers = ['firstName', 'lastName', 'email', 'phoneNumber'] as const;
const addressMembers = ['addressLine1', 'addressLine2', 'postalCode', 'city', 'state'] as const;

type Address = Record<(typeof addressMembers)[number] | 'country', string>;
type Contact = Record<(typeof contactMembers)[number], string>;

export const addressValues = (address: PartnerBillingProfile['address']) =>
  ({
    country: address.country,
    ...Object.fromEntries(addressMembers.map((member) => [member, address[member] ?? ''])),
  }) as Address;

export const contactValues = (contact: PartnerBillingProfile['primaryContact']) =>
  Object.fromEntries(contactMembers.map((member) => [member, contact?.[member] ?? ''])) as Contact;

/** Nobody is named by empty fields. */
export const namedContact = (primaryContact: Contact) =>
  Object.values(primaryContact).some((text) => text.trim() !== '') ? { primaryContact } : {};

interface PartProps<Values extends FieldValues> {
  readonly form: ContractForm<Values>;
  /** Where it stands in the form. */
  readonly at: string;
}

export function AddressFields<Values extends FieldValues>({ form, at }: PartProps<Values>) {
  const t = useText();
  const countries = useCountries();
  return (
    <div className="field-row">
      <SelectInput
        form={form}
        name={`${at}.country` as FieldPath<Values>}
        label={t('newCustomer.country')}
        options={countries}
        required
      />
      {addressMembers.map((member) => (
        <TextInput
          key={member}
          form={form}
          name={`${at}.${member}` as FieldPath<Values>}
          label={t(`newCustomer.${member}`)}
          required={member === 'addressLine1' || member === 'city'}
          maxLength={member === 'postalCode' ? 20 : 200}
        />
      ))}
    </div>
  );
}

const limits = { firstName: 50, lastName: 50, email: 254, phoneNumber: 30 } as const;
const types = { firstName: 'text', lastName: 'text', email: 'email', phoneNumber: 'tel' } as const;

export function ContactFields<Values extends FieldValues>({ form, at }: PartProps<Values>) {
  const t = useText();
  return (
    <div className="field-row">
      {contactMembers.map((member) => (
        <TextInput
          key={member}
          form={form}
          name={`${at}.${member}` as FieldPath<Values>}
          label={t(`newCustomer.${member}`)}
          type={types[member]}
          maxLength={limits[member]}
        />
      ))}
    </div>
  );
}
