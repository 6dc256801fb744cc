/** Which licences a person of a customer has. */
import { Button } from '@fluentui/react-components';
import { setLicences } from '@comptoir/contracts/comptoir/licences';
import { countryCode } from '@comptoir/contracts/comptoir/words';
import { useQuery } from '@tanstack/react-query';
import { ChecksInput } from '../../ui/form/checks.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { SelectInput } from '../../ui/form/fields.tsx';
import { FormDialog } from '../../ui/form/layout.tsx';
import { useForm } from '../../ui/form/use-form.ts';
import { EmptyState, Loaded } from '../../ui/states.tsx';
import { useText } from '../../ui/text.tsx';
import { useLicenceOptions, type LicenceUnits } from '../licences/licence-options.ts';
import { useCountries } from '../reference/use-countries.ts';
import { changeUserLicences, skusQuery, userLicencesQuery, type LicensedUser } from './user-licences.ts';

interface LicencesDialogProps {
  readonly customerId: string;
  readonly user: LicensedUser;
  readonly onDone: () => void;
  readonly onClose: () => void;
}

const shape = setLicences.extend({ usageLocation: countryCode.optional() });

export function LicencesDialog(props: LicencesDialogProps) {
  const { customerId, user } = props;
  const t = useText();
  const skus = useQuery(skusQuery(customerId));
  const held = useQuery(userLicencesQuery(customerId, user.id));
  if (skus.data && held.data && skus.data.length > 0)
    return <LicencesForm {...props} units={skus.data} held={held.data} />;
  return (
    <Dialog
      title={t('licences.of', { name: user.displayName })}
      commands={<Button onClick={props.onClose}>{t('action.close')}</Button>}
      onClose={props.onClose}
      light
    >
      <Loaded query={skus}>
        {() => (
          <Loaded query={held}>{() => <EmptyState title={t('licences.none')} text={t('licences.none.text')} />}</Loaded>
        )}
      </Loaded>
    </Dialog>
  );
}

interface LicencesFormProps extends LicencesDialogProps {
  readonly units: readonly LicenceUnits[];
  readonly held: readonly string[];
}

function LicencesForm({ customerId, user, units, held, onDone, onClose }: LicencesFormProps) {
  const t = useText();
  const options = useLicenceOptions(units, held);
  const form = useForm({
    shape,
    start: { skuIds: [...held], usageLocation: user.usageLocation ?? '' },
    body: ({ skuIds, usageLocation }) => ({ skuIds, ...(usageLocation ? { usageLocation } : {}) }),
    refusedAt: { UsageLocationMissing: 'usageLocation', LicencesExhausted: 'skuIds', LicenceUnknown: 'skuIds' },
    send: (body) => changeUserLicences(customerId, user, held, body),
    onSent: onDone,
  });
  return (
    <FormDialog
      form={form}
      title={t('licences.of', { name: user.displayName })}
      submit={t('action.update')}
      edits
      onClose={onClose}
    >
      <SelectInput
        form={form}
        name="usageLocation"
        label={t('customerUsers.location')}
        hint={t('licences.location.hint')}
        {...(user.usageLocation ? {} : { none: t('licences.location.none') })}
        options={useCountries()}
      />
      <ChecksInput form={form} name="skuIds" label={t('licences.title')} options={options} />
    </FormDialog>
  );
}
