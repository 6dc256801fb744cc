/** What a plan costs in a country, row by row; a free trial is a row of its own, before the price that follows it. */
import type { ListPrice, ListedPlan } from '@comptoir/contracts/comptoir/marketplace';
import { termText } from '../../ui/cycles.ts';
import { useText, type Text } from '../../ui/text.tsx';

interface PriceRowsProps {
  readonly plan: ListedPlan;
  readonly currency: string;
  readonly prices: readonly ListPrice[];
}

export function PriceRows({ plan, currency, prices }: PriceRowsProps) {
  const t = useText();
  const rows = rowsOf(t, plan, currency, prices);
  return (
    <table className="price-rows">
      <caption className="sr-only">{t('plan.prices.named', { name: plan.name })}</caption>
      <thead className="sr-only">
        <tr>
          <th scope="col">{t('word.term')}</th>
          <th scope="col">{t('plan.prices')}</th>
        </tr>
      </thead>
      <tbody>
        {rows.map(({ key, what, price }) => (
          <tr key={key}>
            <th scope="row">{what}</th>
            <td className="amount">{price}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function rowsOf(t: Text, plan: ListedPlan, currency: string, prices: readonly ListPrice[]) {
  const money = (amount: string) => t.formats.money(amount, currency);
  const perSeat = plan.pricingModel === 'perSeat';
  const rows = prices.map((price) => ({
    key: `${price.term} ${price.billingCycle} ${price.trialDays ?? ''}`,
    what:
      price.trialDays === null
        ? termText(t, price.term, price.billingCycle)
        : t('price.trial.row', { days: price.trialDays, term: t(`term.${price.term}`) }),
    price:
      price.trialDays === null
        ? t(perSeat ? 'price.perSeat' : 'price.flat', {
            amount: money(price.amount),
            period: t(`period.${price.billingCycle}`),
          })
        : money(price.amount),
  }));
  const metered = plan.dimensions.map(({ id, name, unitOfMeasure, includedQuantity, pricePerUnit }) => ({
    key: `dimension ${id}`,
    what: includedQuantity > 0 ? t('price.included', { name, included: t.formats.number(includedQuantity) }) : name,
    price:
      pricePerUnit === null
        ? '–'
        : t('price.perUnit', { amount: money(pricePerUnit), unit: t.formats.grouped(unitOfMeasure) }),
  }));
  const hours =
    plan.hourlyPrice === null
      ? []
      : [{ key: 'hourly', what: t('plan.hourly'), price: t('price.perCoreHour', { amount: money(plan.hourlyPrice) }) }];
  const words =
    rows.length + metered.length + hours.length === 0 ? [{ key: 'none', ...withoutPrice(t, plan, money('0')) }] : [];
  return [...rows, ...metered, ...hours, ...words];
}

function withoutPrice(t: Text, { pricingModel }: ListedPlan, nothing: string) {
  return pricingModel === 'byol'
    ? { what: t('plan.byol'), price: t('price.byol') }
    : { what: t('plan.free'), price: nothing };
}
