/** A verified company's other name or address: asked for here, verified by the operator, and taken back here. */
import { Button } from '@fluentui/react-components';
import { companyChange, type Enrolment } from '@comptoir/contracts/comptoir/enrolment';
import type { LegalBusinessProfile } from '@comptoir/contracts/partner-center/profiles';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { TextInput } from '../../ui/form/fields.tsx';
import { FormDialog } from '../../ui/form/layout.tsx';
import { ProblemSummary } from '../../ui/form/problem-summary.tsx';
import { useForm } from '../../ui/form/use-form.ts';
import { Message } from '../../ui/message.tsx';
import { useText } from '../../ui/text.tsx';
import { useSay } from '../../ui/toast.tsx';
import { changeCompany, enrolmentsQuery, withdrawChange } from './queries.ts';
import { placeText } from './words.tsx';

const members = ['addressLine1', 'addressLine2', 'postalCode', 'city', 'state'] as const;

/** Everything that shows the company is read anew. */
function useRefresh() {
  const queries = useQueryClient();
  return () => queries.invalidateQueries();
}

export function ChangeDialog(props: { company: LegalBusinessProfile; onClose: () => void }) {
  const t = useText();
  const say = useSay();
  const refresh = useRefresh();
  const { companyName, address } = props.company;
  const known = useQuery(enrolmentsQuery).data?.items.findLast((one) => one.verifiedCompany)?.verifiedCompany;
  const form = useForm({
    shape: companyChange,
    start: {
      name: companyName,
      registrationNumber: known?.registrationNumber ?? '',
      address: Object.fromEntries(members.map((member) => [member, address[member] ?? ''])) as Record<
        (typeof members)[number],
        string
      >,
    },
    body: (values) => values,
    refusedAt: { CompanyUnchanged: 'name' },
    send: changeCompany,
    onSent: async () => {
      say(t('legalInfo.change.sent'));
      await refresh();
      props.onClose();
    },
  });
  return (
    <FormDialog form={form} title={t('legalInfo.change')} submit={t('legalInfo.change.send')} onClose={props.onClose}>
      <p>{t('legalInfo.change.text', { country: t.formats.country(address.country) })}</p>
      <TextInput form={form} name="name" label={t('enrolment.name')} required maxLength={300} />
      <TextInput form={form} name="registrationNumber" label={t('enrolment.registrationNumber')} maxLength={100} />
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

/** What is being verified, and that until then the company is what it was. */
export function Changing({ enrolment }: { enrolment: Enrolment }) {
  const t = useText();
  const say = useSay();
  const refresh = useRefresh();
  const withdraw = useMutation({
    mutationFn: withdrawChange,
    onSuccess: async () => {
      say(t('legalInfo.withdrawn'));
      await refresh();
    },
  });
  const { verifiedCompany: before, vettingStatus, profile, expected, reason } = enrolment;
  if (!before || vettingStatus === 'authorized' || vettingStatus === 'none') return null;
  const what = [profile.company.name, placeText(profile.company.address)].join(', ');
  return (
    <>
      <ProblemSummary error={withdraw.error} />
      <Message
        tone={vettingStatus === 'rejected' ? 'bad' : 'attention'}
        commands={
          <Button disabledFocusable={withdraw.isPending} onClick={() => withdraw.mutate()}>
            {t('legalInfo.withdraw')}
          </Button>
        }
      >
        {vettingStatus === 'rejected'
          ? t('legalInfo.change.rejected', { what, reason: reason ?? '' })
          : t('legalInfo.change.pending', { what, by: expected ? t.formats.day(expected.by) : '–' })}{' '}
        {t('legalInfo.change.until', { name: before.name })}
      </Message>
    </>
  );
}
