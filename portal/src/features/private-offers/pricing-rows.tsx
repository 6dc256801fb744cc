/** Which offers and plans a private offer prices, and by how many percent. */
import { privateOfferLimits } from '@comptoir/contracts/comptoir/private-offers';
import { useQuery } from '@tanstack/react-query';
import { ActionButton } from '../../ui/action-button.tsx';
import { SelectInput, TextInput, useField } from '../../ui/form/fields.tsx';
import { Picker } from '../../ui/picker.tsx';
import { useText } from '../../ui/text.tsx';
import { amountTyped } from '../../ui/typed.ts';
import { anyOfferQuery, offerChoices, offerQuery, versionQuery } from '../offers/queries.ts';
import type { PrivateOfferValues } from './model.ts';
import { Message } from '../../ui/message.tsx';
import type { Editor } from './use-editor.ts';

export function PricingRows({ editor }: { editor: Editor }) {
  const t = useText();
  const any = useQuery(anyOfferQuery('live')).data;
  const { form } = editor;
  const { pricing } = form.values;
  const { prices } = privateOfferLimits;
  const none = pricing.length === 0 ? form.told('pricing') : undefined;
  return (
    <>
      {pricing.map((row, index) => (
        <PricingRow
          key={index}
          row={row}
          index={index}
          form={form}
          onOffer={(offerId) => form.change({ pricing: pricing.with(index, { ...row, offerId, planId: '' }) })}
          onRemove={() => form.change({ pricing: pricing.toSpliced(index, 1) })}
        />
      ))}
      {none ? <Message tone="bad">{none}</Message> : null}
      {any?.total === 0 ? <Message>{t('privateOffer.noOffer')}</Message> : null}
      {pricing.length >= prices ? (
        <Message>{t('privateOffer.tooManyPrices', { most: prices })}</Message>
      ) : (
        <Picker
          label={t('privateOffer.addOffer')}
          source={offerChoices('live')}
          value=""
          shown=""
          onChoose={(offer) =>
            offer
              ? form.change({ pricing: [...pricing, { offerId: offer.offerId, planId: '', discountPercentage: '' }] })
              : undefined
          }
        />
      )}
    </>
  );
}

interface PricingRowProps extends Pick<Editor, 'form'> {
  readonly row: PrivateOfferValues['pricing'][number];
  readonly index: number;
  readonly onOffer: (offerId: string) => void;
  readonly onRemove: () => void;
}

function PricingRow({ row, index, form, onOffer, onRemove }: PricingRowProps) {
  const t = useText();
  const at = `pricing.${index}` as const;
  const offer = useQuery(offerQuery(row.offerId)).data;
  const plans = useQuery(versionQuery(row.offerId, offer?.liveVersion ?? undefined)).data?.document.plans ?? [];
  const title = t('privateOffer.price', { number: index + 1 });
  const { problem } = useField({ form, name: `${at}.offerId`, label: t('privateOffer.offer') });
  const named = problem ?? form.told(`${at}.planId`);
  const choices = plans.map(({ planId, name }) => ({ value: planId, label: name }));
  const gone = row.planId !== '' && !plans.some(({ planId }) => planId === row.planId);
  return (
    <fieldset>
      <legend>{title}</legend>
      <div className="field-row">
        <Picker
          label={t('privateOffer.offer')}
          source={offerChoices('live')}
          value={row.offerId}
          shown={offer ? (offer.state === 'live' ? offer.name : t('privateOffer.offerGone')) : ''}
          problem={problem}
          // Another offer has other plans: choosing it chooses all of them.
          onChoose={(chosen) => (chosen ? onOffer(chosen.offerId) : undefined)}
        />
        <SelectInput
          form={form}
          name={`${at}.planId`}
          label={t('privateOffer.plan')}
          none={t('privateOffer.everyPlan')}
          options={gone ? [{ value: row.planId, label: row.planId }, ...choices] : choices}
        />
        <TextInput
          form={form}
          name={`${at}.discountPercentage`}
          label={t('privateOffer.percentage')}
          inputMode="decimal"
          required
          read={amountTyped}
          write={(kept) => kept.replace('.', t.language === 'fr' ? ',' : '.')}
          hint={t('privateOffer.percentage.hint')}
          // A row that is there twice is told here, the only place of the row without a problem of its own.
          problem={named ? undefined : form.told(at)}
        />
      </div>
      <div className="form-foot">
        <ActionButton size="small" subtle of={title} onAct={onRemove}>
          {t('privateOffer.remove')}
        </ActionButton>
      </div>
    </fieldset>
  );
}
