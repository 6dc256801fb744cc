/** A plan as it is read: how it is paid, where it is sold, what it costs in each currency. */
import type { PreviewedOffer } from '@comptoir/contracts/comptoir/offer-lifecycle';
import type { OfferKind } from '@comptoir/contracts/comptoir/offers';
import { Facts, type Fact } from '../../../ui/facts.tsx';
import { Table } from '../../../ui/table.tsx';
import type { Column } from '../../../ui/list-rows.ts';
import { termText } from '../../../ui/cycles.ts';
import { useText } from '../../../ui/text.tsx';
import { hasTerms } from './model.ts';

type ShownPlan = PreviewedOffer['document']['plans'][number];

export function PlanView({ kind, plan }: { kind: OfferKind; plan: ShownPlan }) {
  const t = useText();
  const facts: Fact[] = [
    [t('plan.id'), <code key="id">{plan.planId}</code>],
    [
      t('plan.pricingModel'),
      t(plan.applicationType ? `plan.applicationType.${plan.applicationType}` : `plan.${plan.pricingModel}`),
    ],
    [
      t('plan.markets'),
      plan.markets === 'all'
        ? t('plan.markets.all')
        : plan.markets.length > 6
          ? t('plan.markets.count', { count: plan.markets.length })
          : plan.markets.map(t.formats.country).join(', '),
    ],
    ...(plan.trial ? [[t('plan.trial.fact'), t('plan.trial.days')] as const] : []),
    ...(plan.onePerCustomer ? [[t('plan.onePerCustomer.fact'), t('word.yes')] as const] : []),
    ...(plan.stopped ? [[t('plan.sale'), t('plan.sale.state.stopped')] as const] : []),
    ...(plan.private ? [[t('plan.sale'), t('plan.sale.state.private')] as const] : []),
    ...(plan.package && kind !== 'saas'
      ? [[t(`plan.package.${kind}`), `${plan.package.address} · ${plan.package.version}`] as const]
      : []),
  ];
  return (
    <article className="plan-view" aria-label={plan.name || plan.planId}>
      <h3>{plan.name || plan.planId}</h3>
      <p className="prose">{plan.description}</p>
      <Facts facts={facts} />
      <Prices plan={plan} />
      <Dimensions plan={plan} />
    </article>
  );
}

interface PriceLine {
  readonly key: string;
  readonly what: string;
  readonly where: string;
  readonly amount: string;
}

function usePriceLines(plan: ShownPlan): readonly PriceLine[] {
  const t = useText();
  const terms = plan.prices.map(({ term, billingCycle, currency, market, amount }) => ({
    key: `${term} ${billingCycle} ${currency} ${market ?? ''}`,
    what: termText(t, term, billingCycle),
    where: market ? `${currency} · ${t.formats.country(market)}` : currency,
    amount: t.formats.money(amount, currency),
  }));
  const hours = (plan.hourlyPrices ?? []).map(({ currency, pricePerCoreHour }) => ({
    key: currency,
    what: t('plan.hourlyPrices'),
    where: currency,
    amount: t.formats.money(pricePerCoreHour, currency),
  }));
  return hasTerms(plan) ? terms : hours;
}

/** Few prices are simply there; many are opened when they are wanted. */
const fewLines = 8;

function Prices({ plan }: { plan: ShownPlan }) {
  const t = useText();
  const lines = usePriceLines(plan);
  if (lines.length === 0) return null;
  const columns: readonly Column<PriceLine>[] = [
    { id: 'what', header: t('word.term'), text: ({ what }) => what },
    { id: 'where', header: t('price.currency'), text: ({ where }) => where },
    { id: 'amount', header: t('plan.prices'), text: ({ amount }) => amount, end: true },
  ];
  const table = (
    <Table
      name={t('plan.prices.named', { name: plan.name || plan.planId })}
      rows={lines}
      rowKey={({ key }) => key}
      columns={columns}
    />
  );
  if (lines.length <= fewLines) return table;
  return (
    <details>
      <summary>{t('plan.prices.show', { count: lines.length })}</summary>
      {table}
    </details>
  );
}

function Dimensions({ plan }: { plan: ShownPlan }) {
  const t = useText();
  if (plan.dimensions.length === 0) return null;
  return (
    <ul className="bullets">
      {plan.dimensions.map((dimension) => {
        const [price] = dimension.prices;
        return (
          <li key={dimension.id}>
            {price
              ? t('dimension.line', {
                  name: dimension.name,
                  price: t.formats.money(price.pricePerUnit, price.currency),
                  unit: t.formats.grouped(dimension.unitOfMeasure),
                  included: t.formats.number(dimension.includedQuantity),
                })
              : dimension.name}
          </li>
        );
      })}
    </ul>
  );
}
