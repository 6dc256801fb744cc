/** Dialogs in which the operator decides on a qualification, or says what it found of an account. */
import {
  accountDecision,
  accountDecisions,
  denialReasons,
  denyQualification as denial,
  type CustomerAccount,
  type DeskQualification,
} from '@comptoir/contracts/comptoir/qualifications';
import { SelectInput, TextInput } from '../../ui/form/fields.tsx';
import { FormDialog } from '../../ui/form/layout.tsx';
import { filled } from '../../ui/form/problems.ts';
import { useForm } from '../../ui/form/use-form.ts';
import { useText } from '../../ui/text.tsx';
import { qualificationName, reasonText } from '../customers/qualification-words.tsx';
import { decideAccount, denyQualification } from './queries.ts';

interface DecisionProps<Row> {
  readonly row: Row;
  readonly onDone: () => void;
  readonly onClose: () => void;
}

export function DenyDialog({ row, onDone, onClose }: DecisionProps<DeskQualification>) {
  const t = useText();
  const education = row.qualification === 'Education';
  const form = useForm({
    shape: denial,
    start: { reason: '' },
    body: filled,
    check: ({ reason }) =>
      education && reason === '' ? [{ path: 'reason' as const, message: t('errors.QualificationReasonMissing') }] : [],
    send: (body) => denyQualification(row, body),
    onSent: onDone,
  });
  return (
    <FormDialog form={form} title={t('qualification.deny')} submit={t('qualification.deny.do')} onClose={onClose}>
      <p>
        {t('qualification.deny.text', { what: qualificationName(t, row.qualification), customer: row.customerName })}
      </p>
      {education ? (
        <SelectInput
          form={form}
          name="reason"
          label={t('request.reason')}
          none={t('qualification.reason.choose')}
          options={denialReasons.map((value) => ({ value, label: reasonText(t, value) }))}
          required
        />
      ) : null}
    </FormDialog>
  );
}

export function AccountDialog({ row, onDone, onClose }: DecisionProps<CustomerAccount>) {
  const t = useText();
  const known = accountDecisions.find((status) => status === row.status);
  const form = useForm({
    shape: accountDecision,
    start: { status: known ?? 'UnderReview', note: '' } as { status: string; note: string },
    body: filled,
    send: (body) => decideAccount(row.customerTenantId, body),
    onSent: onDone,
  });
  return (
    <FormDialog form={form} title={t('account.decide')} submit={t('action.save')} onClose={onClose}>
      <p>{t('account.decide.text', { customer: row.companyName })}</p>
      <SelectInput
        form={form}
        name="status"
        label={t('account.status')}
        options={accountDecisions.map((value) => ({ value, label: t(`account.status.${value}`) }))}
        required
      />
      <TextInput
        form={form}
        name="note"
        label={t('account.note')}
        hint={t('account.note.hint')}
        rows={4}
        maxLength={2000}
      />
    </FormDialog>
  );
}
