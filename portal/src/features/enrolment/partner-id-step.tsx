/** The PartnerID of the account: one of type Location in its country, one of another account by its code, or later. */
import { Button } from '@fluentui/react-components';
import { associatePartnerId as shape, type Enrolment } from '@comptoir/contracts/comptoir/enrolment';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { ProblemSummary } from '../../ui/form/problem-summary.tsx';
import { TextInput } from '../../ui/form/fields.tsx';
import { Form } from '../../ui/form/layout.tsx';
import { useForm } from '../../ui/form/use-form.ts';
import { Message } from '../../ui/message.tsx';
import { Section } from '../../ui/page.tsx';
import { Loaded } from '../../ui/states.tsx';
import { useText } from '../../ui/text.tsx';
import { LocationDialog } from './location-dialog.tsx';
import { LocationTable } from './location-table.tsx';
import { associatePartnerId, enrolmentsQuery, locationsQuery } from './queries.ts';
import type { StepProps } from './steps.ts';

export function PartnerIdStep({ enrolment, onNext }: Pick<StepProps, 'enrolment' | 'onNext'>) {
  const t = useText();
  const locations = useQuery(locationsQuery);
  const [adding, setAdding] = useState(false);
  const refresh = useRefresh();
  const take = useMutation({
    mutationFn: (mpnId: string | null) => associatePartnerId(enrolment.kind, { mpnId }),
    onSuccess: refresh,
  });
  return (
    <Section
      title={t('enrolment.step.partnerId')}
      purpose={t('enrolment.partnerId.purpose', { country: t.formats.country(enrolment.country) })}
      actions={
        <Button appearance={enrolment.mpnId ? 'secondary' : 'primary'} onClick={() => setAdding(true)}>
          {t('locations.add')}
        </Button>
      }
    >
      <ProblemSummary error={take.error} />
      {enrolment.mpnId ? (
        <Message tone="good">{t('enrolment.partnerId.associated', { mpnId: enrolment.mpnId })}</Message>
      ) : (
        <Message>{t('enrolment.partnerId.missing')}</Message>
      )}
      <Loaded query={locations}>
        {({ items }) => (
          <LocationTable
            items={items}
            command={({ mpnId, type, country, own }) =>
              type === 'location' && own && country === enrolment.country && mpnId !== enrolment.mpnId ? (
                <Button disabledFocusable={take.isPending} onClick={() => take.mutate(mpnId)}>
                  {t('enrolment.partnerId.take')}
                  <span className="sr-only"> {mpnId}</span>
                </Button>
              ) : null
            }
          />
        )}
      </Loaded>
      <OfAnotherAccount enrolment={enrolment} onTaken={refresh} />
      <div className="commands">
        <Button appearance={enrolment.mpnId ? 'primary' : 'secondary'} onClick={onNext}>
          {t(enrolment.mpnId ? 'enrolment.next' : 'enrolment.partnerId.postpone')}
        </Button>
      </div>
      {adding ? (
        <LocationDialog enrolment={enrolment} country={enrolment.country} onClose={() => setAdding(false)} />
      ) : null}
    </Section>
  );
}

function useRefresh(): () => Promise<void> {
  const queries = useQueryClient();
  return async () => {
    await queries.invalidateQueries({ queryKey: enrolmentsQuery.queryKey });
    await queries.invalidateQueries({ queryKey: locationsQuery.queryKey });
  };
}

/** Membership credentials may differ from those of this account: a code links the two (rule B8). */
function OfAnotherAccount(props: { enrolment: Enrolment; onTaken: () => Promise<void> }) {
  const t = useText();
  const form = useForm({
    shape,
    start: { mpnId: '', code: '' },
    startsAnew: true,
    refusedAt: {
      PartnerIdRefused: 'mpnId',
      PartnerIdInUse: 'mpnId',
      AssociationCodeRefused: 'code',
    },
    send: (body) => associatePartnerId(props.enrolment.kind, body),
    onSent: props.onTaken,
  });
  return (
    <details>
      <summary>{t('enrolment.partnerId.other')}</summary>
      <p>{t('enrolment.partnerId.other.text')}</p>
      <Form form={form} submit={t('enrolment.partnerId.take')}>
        <div className="field-row">
          <TextInput form={form} name="mpnId" label="PartnerID" required inputMode="numeric" maxLength={10} />
          <TextInput form={form} name="code" label={t('enrolment.partnerId.code')} required maxLength={200} />
        </div>
      </Form>
    </details>
  );
}
