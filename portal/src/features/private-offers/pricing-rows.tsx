/** Which offers and plans a private offer prices, and by how many percent. */
import { Field, Select } from '@fluentui/react-components';
import { privateOfferLimits } from '@comptoir/contracts/comptoir/private-offers';
import { useQuery } from '@tanstack/react-query';
import { ActionButton } from '../../ui/action-button.tsx';
import { TextField } from '../../ui/form/text-field.tsx';
import { Picker } from '../../ui/picker.tsx';
import { useText } from '../../ui/text.tsx';
import { amountTyped } from '../../ui/typed.ts';
import { anyOfferQuery, offerChoices, offerQuery, versionQuery } from '../offers/queries.ts';
import type { PricedOffer } from './model.ts';
import type { Editor } from './use-editor.ts';

export function PricingRows({ editor }: { editor: Editor }) {
  const t = useText();
  const any = useQuery(anyOfferQuery('live')).data;
  const { pricing } = editor.document;
  const { prices } = privateOfferLimits;
  const change = (index: number, row: PricedOffer) => editor.set({ pricing: pricing.with(index, row) });
  const none = pricing.length === 0 ? editor.problemAt('pricing') : undefined;
  return (
    <>
      {pricing.map((row, index) => (
        <PricingRow
          key={index}
          row={row}
          number={index + 1}
          problem={(member) => editor.problemAt(`pricing[${index}]${member}`)}
          onChange={(next) => change(index, next)}
          onRemove={() => editor.set({ pricing: pricing.toSpliced(index, 1) })}
        />
      ))}
      {none ? (
        <p className="problems" role="note">
          {none}
        </p>
      ) : null}
      {any?.total === 0 ? <p className="callout">{t('privateOffer.noOffer')}</p> : null}
      {pricing.length >= prices ? (
        <p className="callout">{t('privateOffer.tooManyPrices', { most: prices })}</p>
      ) : (
        <Picker
          label={t('privateOffer.addOffer')}
          source={offerChoices('live')}
          value=""
          shown=""
          onChoose={(offer) =>
            offer
              ? editor.set({ pricing: [...pricing, { offerId: offer.offerId, discountPercentage: '' }] })
              : undefined
          }
        />
      )}
    </>
  );
}

interface PricingRowProps {
  readonly row: PricedOffer;
  readonly number: number;
  readonly problem: (member: string) => string | undefined;
  readonly onChange: (row: PricedOffer) => void;
  readonly onRemove: () => void;
}

function PricingRow({ row, number, problem, onChange, onRemove }: PricingRowProps) {
  const t = useText();
  const offer = useQuery(offerQuery(row.offerId)).data;
  const plans = useQuery(versionQuery(row.offerId, offer?.liveVersion ?? undefined)).data?.document.plans ?? [];
  const title = t('privateOffer.price', { number });
  const ofOffer = problem('.offerId');
  const ofPlan = problem('.planId');
  // A row that is there twice is told at the percentage, the only place of the row without a problem of its own.
  const ofPercentage = problem('.discountPercentage') ?? (ofOffer || ofPlan ? undefined : problem(''));
  return (
    <fieldset>
      <legend>{title}</legend>
      <div className="field-row">
        <Picker
          label={t('privateOffer.offer')}
          source={offerChoices('live')}
          value={row.offerId}
          shown={offer ? (offer.state === 'live' ? offer.name : t('privateOffer.offerGone')) : ''}
          problem={ofOffer}
          // Another offer has other plans: choosing it chooses all of them.
          onChoose={(chosen) =>
            chosen ? onChange({ offerId: chosen.offerId, discountPercentage: row.discountPercentage }) : undefined
          }
        />
        <Field label={t('privateOffer.plan')} {...invalid(ofPlan)}>
          <Select
            value={row.planId ?? ''}
            onChange={(_, data) => {
              const { planId: _before, ...rest } = row;
              onChange(data.value ? { ...rest, planId: data.value } : rest);
            }}
          >
            <option value="">{t('privateOffer.everyPlan')}</option>
            {row.planId && !plans.some((plan) => plan.planId === row.planId) ? (
              <option value={row.planId}>{row.planId}</option>
            ) : null}
            {plans.map((plan) => (
              <option key={plan.planId} value={plan.planId}>
                {plan.name}
              </option>
            ))}
          </Select>
        </Field>
        <TextField
          label={t('privateOffer.percentage')}
          inputMode="decimal"
          required
          value={row.discountPercentage.replace('.', t.language === 'fr' ? ',' : '.')}
          onChange={(text) => onChange({ ...row, discountPercentage: amountTyped(text) })}
          hint={t('privateOffer.percentage.hint')}
          problem={ofPercentage}
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

function invalid(problem: string | undefined) {
  return problem ? { validationMessage: problem, validationState: 'error' as const } : {};
}
