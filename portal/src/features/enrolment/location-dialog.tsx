/** A new location, which gets a PartnerID of its own. */
import { newLocation, type Enrolment } from '@comptoir/contracts/comptoir/enrolment';
import { useQueryClient } from '@tanstack/react-query';
import { SelectInput, TextInput } from '../../ui/form/fields.tsx';
import { FormDialog } from '../../ui/form/layout.tsx';
import { useForm } from '../../ui/form/use-form.ts';
import { useText } from '../../ui/text.tsx';
import { useSay } from '../../ui/toast.tsx';
import { useCountries } from '../reference/use-countries.ts';
import { addLocation, locationsQuery } from './queries.ts';

const noAddress = { addressLine1: '', addressLine2: '', postalCode: '', city: '', state: '' };
const members = ['addressLine1', 'addressLine2', 'postalCode', 'city', 'state'] as const;

interface LocationDialogProps {
  readonly country: string;
  /** Whose company the location most often is. */
  readonly enrolment?: Enrolment;
  readonly onClose: () => void;
}

export function LocationDialog(props: LocationDialogProps) {
  const t = useText();
  const say = useSay();
  const queries = useQueryClient();
  const countries = useCountries();
  const { name = '', address = noAddress } = props.enrolment?.profile.company ?? {};
  const form = useForm({
    shape: newLocation,
    start: { name, country: props.country, address },
    body: (values) => values,
    send: addLocation,
    onSent: async ({ mpnId }) => {
      say(t('locations.added', { mpnId }));
      await queries.invalidateQueries({ queryKey: locationsQuery.queryKey });
      props.onClose();
    },
  });
  return (
    <FormDialog form={form} title={t('locations.add')} submit={t('locations.add.submit')} onClose={props.onClose}>
      <p>{t('locations.add.text')}</p>
      <TextInput form={form} name="name" label={t('locations.name')} required maxLength={200} />
      <SelectInput form={form} name="country" label={t('newCustomer.country')} options={countries} required />
      {members.map((member) => (
        <TextInput
          key={member}
          form={form}
          name={`address.${member}`}
          label={t(`enrolment.address.${member}`)}
          required={member === 'addressLine1' || member === 'city'}
          maxLength={200}
        />
      ))}
    </FormDialog>
  );
}
