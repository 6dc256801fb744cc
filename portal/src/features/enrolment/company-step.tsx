/** Legal info and business profile: found by a DUNS number or entered manually, with the postal form where there is one. */
import { Button } from '@fluentui/react-components';
import {
  employees,
  supportPlans,
  type CompanyAddress,
  type FoundCompany,
} from '@comptoir/contracts/comptoir/enrolment';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { SelectInput, TextInput } from '../../ui/form/fields.tsx';
import { Form } from '../../ui/form/layout.tsx';
import { ProblemSummary } from '../../ui/form/problem-summary.tsx';
import { TextField } from '../../ui/form/text-field.tsx';
import type { ContractForm } from '../../ui/form/use-form.ts';
import { Message } from '../../ui/message.tsx';
import { Section } from '../../ui/page.tsx';
import { useText } from '../../ui/text.tsx';
import { checkAddress, findCompany } from './queries.ts';
import { useDraftForm, type Draft } from './use-draft-form.ts';
import { SaveForLater } from './save-for-later.tsx';
import { stepOf, type StepProps } from './steps.ts';

type DraftForm = ContractForm<Draft>;

export function CompanyStep(props: StepProps & { readonly companyDirectory: boolean }) {
  const t = useText();
  const { enrolment, companyDirectory, problems } = props;
  const form = useDraftForm(props, 'company', requiredOf(enrolment));
  const { entry, address } = enrolment.profile.company;
  const [chosen, setManual] = useState(!companyDirectory || entry === 'lookup' || address.addressLine1 !== '');
  // What is wrong in a field that is folded away is nowhere to be mended.
  const manual = chosen || problems.some(({ path }) => stepOf(path) === 'company');
  return (
    <>
      <Section title={t('enrolment.lookup')} purpose={t(`enrolment.lookup.${companyDirectory ? 'purpose' : 'none'}`)}>
        {companyDirectory ? <LookUp form={form} onFound={() => setManual(true)} /> : null}
        {manual ? null : (
          <div className="commands">
            <Button onClick={() => setManual(true)}>{t('enrolment.manually')}</Button>
          </div>
        )}
      </Section>
      {manual ? (
        <Form form={form} submit={t('enrolment.saveAndGoOn')} beside={<SaveForLater form={form} />}>
          <Legal form={form} registrationIdRequired={enrolment.registrationIdRequired} />
          <Address form={form} country={enrolment.country} validated={enrolment.addressValidated} />
          <Business form={form} />
          {enrolment.kind === 'direct' ? <Direct form={form} revenueUsd={enrolment.revenueUsd} /> : null}
        </Form>
      ) : null}
    </>
  );
}

const requiredOf = ({ registrationIdRequired, kind }: StepProps['enrolment']) => [
  'profile.company.name' as const,
  ...(registrationIdRequired ? (['profile.company.registrationNumber'] as const) : []),
  'profile.company.address.addressLine1' as const,
  'profile.company.address.city' as const,
  ...(kind === 'direct' ? (['profile.direct.revenueUsd', 'profile.direct.supportPlan'] as const) : []),
];

/** Nine digits, however they are spaced. */
const isDuns = (text: string) => /^\d{9}$/.test(text.replaceAll(/[\s-]/g, ''));

function LookUp(props: { form: DraftForm; onFound: () => void }) {
  const t = useText();
  const [duns, setDuns] = useState('');
  const [problem, setProblem] = useState<string>();
  const { setValue } = props.form.hook;
  const find = useMutation({
    mutationFn: findCompany,
    onSuccess: (company: FoundCompany) => {
      const dirty = { shouldDirty: true } as const;
      setValue('profile.company.entry', 'lookup', dirty);
      setValue('profile.company.duns', company.duns, dirty);
      setValue('profile.company.name', company.name, dirty);
      setValue('profile.company.registrationNumber', company.registrationNumber, dirty);
      setValue('profile.company.address', company.address, dirty);
      setValue('profile.business.website', company.website, dirty);
      props.onFound();
    },
  });
  const look = () => {
    const wrong = duns.trim() === '' ? t('form.wrong.missing') : isDuns(duns) ? undefined : t('enrolment.duns.wrong');
    setProblem(wrong);
    if (!wrong) find.mutate(duns);
  };
  return (
    <>
      <ProblemSummary error={find.error} />
      <div className="field-row">
        <TextField
          label={t('enrolment.duns')}
          value={duns}
          onChange={setDuns}
          problem={problem}
          inputMode="numeric"
          maxLength={20}
        />
      </div>
      <div className="commands">
        <Button disabledFocusable={find.isPending} onClick={look}>
          {t('enrolment.find')}
        </Button>
      </div>
      {find.data ? <Message tone="good">{t('enrolment.found', { name: find.data.name })}</Message> : null}
    </>
  );
}

function Legal({ form, registrationIdRequired }: { form: DraftForm; registrationIdRequired: boolean }) {
  const t = useText();
  return (
    <fieldset>
      <legend>{t('enrolment.legal')}</legend>
      <TextInput form={form} name="profile.company.name" label={t('enrolment.name')} required maxLength={256} />
      <div className="field-row">
        <TextInput
          form={form}
          name="profile.company.registrationNumber"
          label={t('enrolment.registrationNumber')}
          required={registrationIdRequired}
          maxLength={100}
        />
        <TextInput form={form} name="profile.company.taxId" label={t('enrolment.taxId')} maxLength={100} />
      </div>
    </fieldset>
  );
}

const members = ['addressLine1', 'addressLine2', 'postalCode', 'city', 'state'] as const;

function Address(props: { form: DraftForm; country: string; validated: boolean }) {
  const { form, country, validated } = props;
  const t = useText();
  const check = useMutation({
    mutationFn: () => checkAddress(country, form.hook.getValues('profile.company.address')),
  });
  const take = (address: CompanyAddress) => {
    form.hook.setValue('profile.company.address', address, { shouldDirty: true });
    form.hook.setValue('profile.company.addressChoice', 'suggested', { shouldDirty: true });
    check.reset();
  };
  return (
    <fieldset>
      <legend>{t('enrolment.address', { country: t.formats.country(country) })}</legend>
      {members.map((member) => (
        <TextInput
          key={member}
          form={form}
          name={`profile.company.address.${member}`}
          label={t(`enrolment.address.${member}`)}
          required={member === 'addressLine1' || member === 'city'}
          maxLength={200}
        />
      ))}
      {validated ? (
        <>
          <p className="quiet">{t('enrolment.address.why')}</p>
          <Button disabledFocusable={check.isPending} onClick={() => check.mutate()}>
            {t('enrolment.address.check')}
          </Button>
          <ProblemSummary error={check.error} />
        </>
      ) : null}
      {check.data?.suggestion ? (
        <Suggestion suggestion={check.data.suggestion} onTake={take} onDecline={() => check.reset()} />
      ) : check.data ? (
        <Message tone="good">{t('enrolment.address.fine')}</Message>
      ) : null}
    </fieldset>
  );
}

interface SuggestionProps {
  readonly suggestion: CompanyAddress;
  readonly onTake: (address: CompanyAddress) => void;
  readonly onDecline: () => void;
}

/** The validated form is offered; what was typed may stay (rule B12). */
function Suggestion({ suggestion, onTake, onDecline }: SuggestionProps) {
  const t = useText();
  return (
    <Message
      commands={
        <>
          <Button onClick={() => onTake(suggestion)}>{t('enrolment.address.take')}</Button>
          <Button onClick={onDecline}>{t('enrolment.address.keep')}</Button>
        </>
      }
    >
      {t('enrolment.address.suggested')}
      <br />
      <strong>
        {members
          .map((member) => suggestion[member])
          .filter((text) => text !== '')
          .join(', ')}
      </strong>
    </Message>
  );
}

function Business({ form }: { form: DraftForm }) {
  const t = useText();
  return (
    <fieldset>
      <legend>{t('enrolment.business')}</legend>
      <TextInput form={form} name="profile.business.tradeName" label={t('enrolment.tradeName')} maxLength={300} />
      <TextInput
        form={form}
        name="profile.business.website"
        label={t('enrolment.website')}
        hint={t('enrolment.website.hint')}
        type="url"
        maxLength={2048}
      />
      <SelectInput
        form={form}
        name="profile.business.employees"
        label={t('enrolment.employees')}
        none={t('enrolment.employees.none')}
        options={employees.filter((value) => value !== '').map((value) => ({ value, label: value.replace('-', '–') }))}
      />
    </fieldset>
  );
}

/** What a direct-bill partner has to show (rule B23). */
function Direct({ form, revenueUsd }: { form: DraftForm; revenueUsd: string | null }) {
  const t = useText();
  return (
    <fieldset>
      <legend>{t('enrolment.direct')}</legend>
      <TextInput
        form={form}
        name="profile.direct.revenueUsd"
        label={t('enrolment.revenue')}
        hint={revenueUsd ? t('enrolment.revenue.hint', { amount: revenueUsd }) : undefined}
        inputMode="numeric"
        maxLength={15}
        required
      />
      <SelectInput
        form={form}
        name="profile.direct.supportPlan"
        label={t('enrolment.supportPlan')}
        none={t('enrolment.supportPlan.none')}
        required
        options={supportPlans
          .filter((plan) => plan !== '')
          .map((value) => ({ value, label: t(`enrolment.supportPlan.${value}`) }))}
      />
    </fieldset>
  );
}
