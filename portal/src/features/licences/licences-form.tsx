/** The licences of a person of the own organisation. */
import { setLicences } from '@comptoir/contracts/comptoir/licences';
import type { UserDetail } from '@comptoir/contracts/comptoir/people';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { ChecksInput } from '../../ui/form/checks.tsx';
import { Form } from '../../ui/form/layout.tsx';
import { useForm } from '../../ui/form/use-form.ts';
import { Section } from '../../ui/page.tsx';
import { Loaded } from '../../ui/states.tsx';
import { useText } from '../../ui/text.tsx';
import { useSay } from '../../ui/toast.tsx';
import { useLicenceOptions, type LicenceUnits } from './licence-options.ts';
import { changeLicences, licencesKey, licencesQuery, userLicencesQuery } from './queries.ts';

interface LicencesProps {
  readonly user: UserDetail;
  readonly mayNot: string | undefined;
}

/** Nothing where the organisation has bought none. */
export function Licences({ user, mayNot }: LicencesProps) {
  const t = useText();
  const units = useQuery(licencesQuery);
  const held = useQuery(userLicencesQuery(user.id));
  if (units.data?.items.length === 0) return null;
  return (
    <Section title={t('licences.title')} purpose={t('licences.purpose')}>
      <Loaded query={units}>
        {({ items }) => (
          <Loaded query={held}>
            {(found) => {
              const skuIds = found.items.map(({ skuId }) => skuId);
              return <LicencesForm key={skuIds.join()} {...{ user, mayNot, skuIds }} units={items} />;
            }}
          </Loaded>
        )}
      </Loaded>
    </Section>
  );
}

interface LicencesFormProps extends LicencesProps {
  readonly units: readonly LicenceUnits[];
  readonly skuIds: readonly string[];
}

function LicencesForm({ user, mayNot, units, skuIds }: LicencesFormProps) {
  const t = useText();
  const say = useSay();
  const queries = useQueryClient();
  const options = useLicenceOptions(units, skuIds);
  const form = useForm({
    shape: setLicences,
    start: { skuIds: [...skuIds] },
    body: (values) => values,
    send: (body) => changeLicences(user.id, body.skuIds),
    onSent: () => {
      say(t('licences.saved'));
      return queries.invalidateQueries({ queryKey: licencesKey });
    },
  });
  return (
    <Form form={form} submit={t('action.update')} unless={mayNot} edits>
      <ChecksInput form={form} name="skuIds" label={t('licences.title')} options={options} />
    </Form>
  );
}
