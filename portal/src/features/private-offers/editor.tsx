/** The form of a draft: what it is called, what it prices, for whom, from when to when, and who is told. */
import type { PrivateOffer } from '@comptoir/contracts/comptoir/private-offers';
import type { FormEvent } from 'react';
import { useState } from 'react';
import { ActionButton } from '../../ui/action-button.tsx';
import { LeaveGuard } from '../../ui/form/leave-guard.tsx';
import { ProblemSummary } from '../../ui/form/problem-summary.tsx';
import { TextField } from '../../ui/form/text-field.tsx';
import { Section } from '../../ui/page.tsx';
import { RuleNote } from '../../ui/rule.tsx';
import { useText } from '../../ui/text.tsx';
import { linesOf } from './model.ts';
import { PartnerRows } from './partner-rows.tsx';
import { PeriodFields } from './period-fields.tsx';
import { PricingRows } from './pricing-rows.tsx';
import { SubmitButton } from './submit.tsx';
import { useEditor, type Editor } from './use-editor.ts';

export function PrivateOfferEditor({ offer }: { offer: PrivateOffer }) {
  const t = useText();
  const editor = useEditor(offer);
  const { save, changed, problems } = editor;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (changed) save.mutate();
  };
  return (
    <form className="stack" onSubmit={submit} noValidate>
      <ProblemSummary error={save.error} />
      <Section title={t('privateOffer.basics')}>
        <Basics editor={editor} />
      </Section>
      <Section title={t('privateOffer.pricing')} purpose={t('privateOffer.pricing.purpose')}>
        <PricingRows editor={editor} />
      </Section>
      <Section title={t('privateOffer.partners')} purpose={t('privateOffer.partners.purpose')}>
        <PartnerRows editor={editor} />
      </Section>
      <Section title={t('privateOffer.submission')} purpose={t('privateOffer.submission.purpose')}>
        {problems.length > 0 ? (
          <div className="callout">
            <div>
              <p>{t('privateOffer.problems', { count: problems.length })}</p>
              <ul className="bullets">
                {problems.map((problem) => (
                  <li key={`${problem.path} ${problem.code}`}>
                    {problem.message} <RuleNote rule={problem.rule} />
                  </li>
                ))}
              </ul>
            </div>
          </div>
        ) : null}
        <div className="form-foot">
          <ActionButton submit busy={save.isPending} unless={changed ? undefined : t('form.unchanged')}>
            {t('privateOffer.save')}
          </ActionButton>
          <SubmitButton editor={editor} />
        </div>
      </Section>
      <LeaveGuard changed={changed && !save.isPending} />
    </form>
  );
}

function Basics({ editor }: { editor: Editor }) {
  const t = useText();
  const { name, notificationContacts, preparedBy } = editor.document;
  const [contacts, setContacts] = useState(notificationContacts.join('\n'));
  return (
    <div className="form">
      <TextField
        label={t('privateOffer.name')}
        hint={t('privateOffer.name.hint')}
        required
        maxLength={100}
        value={name}
        onChange={(text) => editor.set({ name: text })}
        problem={editor.problemAt('name')}
      />
      <PeriodFields editor={editor} />
      <TextField
        label={t('privateOffer.preparedBy')}
        maxLength={255}
        value={preparedBy}
        onChange={(text) => editor.set({ preparedBy: text })}
      />
      <TextField
        label={t('privateOffer.contacts')}
        hint={t('privateOffer.contacts.hint')}
        rows={3}
        value={contacts}
        onChange={(text) => {
          setContacts(text);
          editor.set({ notificationContacts: linesOf(text) });
        }}
        problem={editor.problemAt('notificationContacts')}
      />
    </div>
  );
}
