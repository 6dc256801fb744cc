/** First step of the support request form: the offer, and the selections that are pre-filled for it (rule A16). */
import { Field, Select } from '@fluentui/react-components';
import type { PublisherRequestForm } from '@comptoir/contracts/comptoir/publisher-requests';
import { useId } from 'react';
import { ActionButton } from '../../ui/action-button.tsx';
import { Section } from '../../ui/page.tsx';
import { Picker } from '../../ui/picker.tsx';
import { useText } from '../../ui/text.tsx';
import { Message } from '../../ui/message.tsx';
import { offerChoices } from '../offers/queries.ts';

interface ChoicesStepProps {
  /** Of the offer that is chosen. */
  readonly offer: { readonly offerId: string; readonly name: string } | undefined;
  readonly onOffer: (offerId: string) => void;
  readonly form: PublisherRequestForm | undefined;
  readonly onNext: () => void;
  /** Why there is nothing to ask about this offer. */
  readonly remark?: string;
}

export function ChoicesStep({ offer, onOffer, form, onNext, remark }: ChoicesStepProps) {
  const t = useText();
  return (
    <Section title={t('requestForm.step1')} purpose={t('requestForm.step', { step: 1 })}>
      <div className="form">
        <Picker
          label={t('request.offer')}
          required
          source={offerChoices('published')}
          value={offer?.offerId ?? ''}
          shown={offer?.name ?? ''}
          onChoose={(chosen) => (chosen ? onOffer(chosen.offerId) : undefined)}
        />
        {form ? <Prefilled form={form} /> : null}
        {remark ? <Message>{remark}</Message> : null}
        <div className="form-foot">
          <ActionButton primary unless={form ? undefined : (remark ?? t('requestForm.offer.first'))} onAct={onNext}>
            {t('requestForm.next')}
          </ActionButton>
        </div>
      </div>
    </Section>
  );
}

/** The source's drop-downs: visible, filled in, and locked. */
function Prefilled({ form }: { form: PublisherRequestForm }) {
  const t = useText();
  const remark = useId();
  const { category, productVersion, problem } = form;
  return (
    <>
      <Message id={remark}>{t('requestForm.locked')}</Message>
      <Locked
        label={t('requestForm.productVersion')}
        remark={remark}
        value={productVersion.selected}
        options={productVersion.choices.map((value) => [value, t(`requestForm.${value}`)])}
      />
      <Locked
        label={t('requestForm.category')}
        remark={remark}
        value={category.selected}
        options={category.choices.map((value) => [value, t(`requestForm.category.${value}`)])}
      />
      <Locked
        label={t('requestForm.problem')}
        remark={remark}
        value={problem.selected}
        options={problem.choices.map((value) => [value, t(`requestForm.${value}`)])}
      />
    </>
  );
}

interface LockedProps {
  readonly label: string;
  /** Id of the words that say why it is locked. */
  readonly remark: string;
  readonly value: string;
  readonly options: readonly (readonly [value: string, label: string])[];
}

function Locked(props: LockedProps) {
  return (
    <Field className="field locked" label={props.label} required>
      <Select value={props.value} disabled aria-describedby={props.remark}>
        {props.options.map(([value, label]) => (
          <option key={value} value={value}>
            {label}
          </option>
        ))}
      </Select>
    </Field>
  );
}
