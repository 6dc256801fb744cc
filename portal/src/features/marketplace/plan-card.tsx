/** A plan with its prices, and the way into the cart; what stands in the way is said with its rule. */
import { Field, Radio, RadioGroup } from '@fluentui/react-components';
import { CartRegular } from '@fluentui/react-icons/svg/cart';
import type { MarketplacePlan } from '@comptoir/contracts/comptoir/marketplace';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { paths } from '../../paths.ts';
import { ActionButton } from '../../ui/action-button.tsx';
import { ProblemSummary } from '../../ui/form/problem-summary.tsx';
import { TextField } from '../../ui/form/text-field.tsx';
import { insideSentence } from '../../ui/cycles.ts';
import { RuleSource } from '../../ui/rule.tsx';
import { useText, type Text } from '../../ui/text.tsx';
import { wholeTyped } from '../../ui/typed.ts';
import { useMay } from '../account/me.ts';
import { useResells } from '../partnerships/reseller-choices.ts';
import { cartsChanged } from '../cart/open-carts.ts';
import { addToCart, cartQuery } from '../cart/queries.ts';
import { percentText } from '../private-offers/words.tsx';
import { PriceRows } from './price-rows.tsx';
import { Message } from '../../ui/message.tsx';
import { priceOptions, type PriceOption } from './queries.ts';

export function PlanCard(props: { plan: MarketplacePlan; customerId: string | undefined }) {
  const t = useText();
  const { plan } = props;
  const options = priceOptions(plan);
  return (
    <article className="tile" aria-label={plan.name}>
      <h3>{plan.name}</h3>
      {plan.applicationType ? <p className="quiet">{t(`plan.applicationType.${plan.applicationType}`)}</p> : null}
      <p className="prose">{plan.description}</p>
      {plan.dimensions.length > 0 && options.length > 0 ? <Dimensions plan={plan} /> : null}
      {options.length === 0 && plan.offeredAs ? (
        <PriceRows plan={plan} currency={plan.offeredAs.currency} prices={[]} />
      ) : null}
      {hindrancesOf(plan).map((hindrance) => (
        <Message key={hindrance.rule.id}>
          <span>
            {hindranceText(t, hindrance)} <RuleSource rule={hindrance.rule} />
          </span>
        </Message>
      ))}
      {options.length > 0 ? <Buy plan={plan} options={options} customerId={props.customerId} /> : null}
    </article>
  );
}

type Hindrance = MarketplacePlan['hindrances'][number];

/** What stands in the way, each rule once. */
const hindrancesOf = ({ hindrances }: MarketplacePlan) => [
  ...new Map(hindrances.map((each) => [each.rule.id, each])).values(),
];

/** In the reader's language by its rule; the server's sentence where there is none. */
const hindranceText = (t: Text, { rule, reason }: Hindrance) => t.maybe(`hindrance.${rule.id}`) ?? reason;

function Dimensions({ plan }: { plan: MarketplacePlan }) {
  const t = useText();
  const currency = plan.offeredAs?.currency;
  return (
    <ul className="bullets">
      {plan.dimensions.map((dimension) => (
        <li key={dimension.id}>
          {dimension.pricePerUnit && currency
            ? t('dimension.line', {
                name: dimension.name,
                price: t.formats.money(dimension.pricePerUnit, currency),
                unit: t.formats.grouped(dimension.unitOfMeasure),
                included: t.formats.number(dimension.includedQuantity),
              })
            : dimension.name}
        </li>
      ))}
    </ul>
  );
}

interface BuyProps {
  readonly plan: MarketplacePlan;
  readonly options: readonly PriceOption[];
  readonly customerId: string | undefined;
}

/** Puts it into the customer's cart, and leads there. */
function useAdd(customerId: string, quantity: string) {
  const navigate = useNavigate();
  const queries = useQueryClient();
  const resells = useResells();
  return useMutation({
    mutationFn: ({ catalogItemId, term: termDuration, billingCycle }: PriceOption) => {
      const line = { catalogItemId, quantity: wholeTyped(quantity) ?? 0, termDuration, billingCycle };
      return addToCart(customerId, line, { resells });
    },
    onSuccess: (cart) => {
      queries.setQueryData(cartQuery(customerId, cart.id).queryKey, cart);
      void cartsChanged(queries);
      return navigate({ to: paths.cart(customerId, cart.id) });
    },
  });
}

function Buy({ plan, options, customerId }: BuyProps) {
  const t = useText();
  const [key, setKey] = useState(options[0]?.key ?? '');
  const [quantity, setQuantity] = useState(String(plan.seats?.min ?? 1));
  const option = options.find((each) => each.key === key) ?? options[0];
  const wrong = quantityProblem(t, plan, quantity);
  const reason = useReason(plan, customerId, wrong);
  const add = useAdd(customerId ?? '', quantity);
  return (
    <>
      <Field label={t('word.term')}>
        <RadioGroup value={option?.key ?? ''} onChange={(_, data) => setKey(data.value)}>
          {options.map((each) => (
            <Radio key={each.key} value={each.key} label={<PriceLabel plan={plan} option={each} />} />
          ))}
        </RadioGroup>
      </Field>
      {plan.pricingModel === 'perSeat' ? (
        <TextField
          label={t('word.quantity')}
          type="number"
          value={quantity}
          onChange={setQuantity}
          hint={plan.seats && !wrong ? t('plan.seats.between', plan.seats) : undefined}
          problem={wrong}
        />
      ) : null}
      <ProblemSummary error={add.error} />
      <div className="tile-foot">
        <ActionButton
          primary
          icon={<CartRegular />}
          busy={add.isPending}
          unless={reason}
          onAct={() => option && add.mutate(option)}
        >
          {t('cart.add')}
          <span className="sr-only"> – {plan.name}</span>
        </ActionButton>
      </div>
    </>
  );
}

/** What the partner pays; with a margin, its own price first and the list price below (rule F27). */
function PriceLabel({ plan, option }: { plan: MarketplacePlan; option: PriceOption }) {
  const t = useText();
  const { amount, wholesale, currency } = option;
  const words = t(plan.pricingModel === 'perSeat' ? 'plan.option.perSeat' : 'plan.option.flat', {
    term: t.maybe(`term.${option.term}`) ?? option.term,
    cycle: insideSentence(t.maybe(`cycle.${option.billingCycle}`) ?? option.billingCycle),
    amount: t.formats.money(wholesale ?? amount, currency),
    period: t.maybe(`period.${option.billingCycle}`) ?? '',
  });
  const priced = option.trialDays ? (
    <>
      {t('price.trial', { days: option.trialDays, amount: t.formats.money('0', currency) })}
      <br />
      {t('price.then', { price: words })}
    </>
  ) : (
    words
  );
  if (!plan.margin || wholesale === undefined) return priced;
  const margin = t('margins.until', {
    percentage: percentText(t, plan.margin.percentage),
    day: t.formats.day(plan.margin.until),
  });
  return (
    <>
      {priced}
      <br />
      <span className="quiet">
        {t('margins.listPrice', { amount: t.formats.money(amount, currency) })} · {margin}
      </span>
    </>
  );
}

/** What is wrong with the quantity that is typed. */
function quantityProblem(t: Text, plan: MarketplacePlan, quantity: string): string | undefined {
  const wanted = wholeTyped(quantity);
  const { min, max } = plan.seats ?? { min: 1, max: 1 };
  if (plan.pricingModel !== 'perSeat' || (wanted !== undefined && wanted >= min && wanted <= max)) return undefined;
  return t('quantity.between', { min, max });
}

/** Why this plan cannot go into the cart now. */
function useReason(
  plan: MarketplacePlan,
  customerId: string | undefined,
  wrong: string | undefined,
): string | undefined {
  const t = useText();
  const mayBuy = useMay('subscriptions.buy');
  if (!mayBuy) return t('cart.mayNot');
  if (plan.hindrances[0]) return hindranceText(t, plan.hindrances[0]);
  if (!customerId) return t('cart.customerFirst');
  return wrong;
}
