/** The form of a draft: what it is called, what it prices, for whom, from when to when, and who is told. */
import type { PrivateOffer } from '@comptoir/contracts/comptoir/private-offers';
import type { FormEvent } from 'react';
import { ActionButton } from '../../ui/action-button.tsx';
import { LeaveGuard } from '../../ui/form/leave-guard.tsx';
import { ProblemSummary } from '../../ui/form/problem-summary.tsx';
import { TextInput } from '../../ui/form/fields.tsx';
import { Section } from '../../ui/page.tsx';
import { RuleNote } from '../../ui/rule.tsx';
import { useText } from '../../ui/text.tsx';
import { PartnerRows } from './partner-rows.tsx';
import { PeriodFields } from './period-fields.tsx';
import { PricingRows } from './pricing-rows.tsx';
import { SubmitButton } from './submit.tsx';
import { Message } from '../../ui/message.tsx';
import { useEditor, type Editor } from './use-editor.ts';

export function PrivateOfferEditor({ offer }: { offer: PrivateOffer }) {
  const t = useText();
  const editor = useEditor(offer);
  const { form, problems } = editor;
  return (
    <form className="stack" onSubmit={form.changed ? form.submit : unchanged} noValidate>
      <ProblemSummary error={form.error} problems={form.problems} />
      <Section title={t('privateOffer.basics')}>
        <Basics form={form} />
      </Section>
      <Section title={t('privateOffer.pricing')} purpose={t('privateOffer.pricing.purpose')}>
        <PricingRows editor={editor} />
      </Section>
      <Section title={t('privateOffer.partners')} purpose={t('privateOffer.partners.purpose')}>
        <PartnerRows editor={editor} />
      </Section>
      <Section title={t('privateOffer.submission')} purpose={t('privateOffer.submission.purpose')}>
        {problems.length > 0 ? (
          <Message>
            <p>{t('privateOffer.problems', { count: problems.length })}</p>
            <ul className="bullets">
              {problems.map((problem) => (
                <li key={`${problem.path} ${problem.code}`}>
                  {problem.message} <RuleNote rule={problem.rule} />
                </li>
              ))}
            </ul>
          </Message>
        ) : null}
        <div className="form-foot">
          <ActionButton submit busy={form.busy} unless={form.changed ? undefined : t('form.unchanged')}>
            {t('privateOffer.save')}
          </ActionButton>
          <SubmitButton editor={editor} />
        </div>
      </Section>
      <LeaveGuard changed={form.changed} />
    </form>
  );
}

const unchanged = (event: FormEvent) => event.preventDefault();

function Basics({ form }: Pick<Editor, 'form'>) {
  const t = useText();
  return (
    <div className="form">
      <TextInput
        form={form}
        name="name"
        label={t('privateOffer.name')}
        hint={t('privateOffer.name.hint')}
        required
        maxLength={100}
      />
      <PeriodFields form={form} />
      <TextInput form={form} name="preparedBy" label={t('privateOffer.preparedBy')} maxLength={255} />
      <TextInput
        form={form}
        name="contacts"
        label={t('privateOffer.contacts')}
        hint={t('privateOffer.contacts.hint')}
        rows={3}
      />
    </div>
  );
}
