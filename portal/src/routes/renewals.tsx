import { comingRenewals, renewalChanges, type ComingRenewal } from '@comptoir/contracts/comptoir/renewals';
import { paths } from '../paths.ts';
import { timesOf } from '../ui/amounts.ts';
import { cycleText, termText } from '../ui/cycles.ts';
import { TextLink } from '../ui/link.tsx';
import { List } from '../ui/list.tsx';
import type { Column, Filter } from '../ui/list-rows.ts';
import { Page } from '../ui/page.tsx';
import { useText, type Text } from '../ui/text.tsx';

const source = { path: '/comptoir/v1/renewals', list: comingRenewals, key: ['renewals'] };

/** What renews soon, and at which price: told to customers before it comes. */
export function RenewalsPage() {
  const t = useText();
  const filters: readonly Filter[] = [
    {
      id: 'within',
      label: t('renewals.within'),
      options: ['30', '60'].map((value) => ({ value, label: t('renewals.days', { count: Number(value) }) })),
    },
    {
      id: 'change',
      label: t('renewals.change'),
      options: renewalChanges.map((value) => ({ value, label: t(`renewals.change.${value}`) })),
    },
  ];
  return (
    <Page title={t('menu.renewals')} purpose={t('renewals.purpose')}>
      <List
        name={t('menu.renewals')}
        source={source}
        rowKey={(row) => row.subscriptionId}
        columns={useColumns()}
        filters={filters}
        empty={{ title: t('renewals.empty'), text: t('renewals.empty.text') }}
      />
    </Page>
  );
}

interface Line {
  readonly quantity: number;
  readonly billingCycle: string;
}

/** Of one unit, in the billing cycle of the line. */
const priceOf = (t: Text, currency: string, { billingCycle: cycle }: Line, amount: string | undefined) =>
  amount === undefined ? '–' : cycleText(t, { amount, currency, cycle });

/** Of all its units; nothing to add where there is one. */
const totalOf = (t: Text, currency: string, line: Line, amount: string | undefined) =>
  amount === undefined || line.quantity === 1
    ? undefined
    : t('renewals.total', { total: priceOf(t, currency, line, timesOf(amount, line.quantity)) });

interface PriceProps {
  readonly text: string;
  readonly total: string | undefined;
  readonly row: ComingRenewal;
  readonly of: 'before' | 'after';
}

/** With the list prices of meters that change. */
function Price({ text, total, row: { meters, currency }, of }: PriceProps) {
  const t = useText();
  const lines = meters.map(({ name, unitOfMeasure, [of]: { price, included } }) =>
    t('dimension.line', {
      name,
      price: t.formats.money(price, currency),
      unit: t.formats.grouped(unitOfMeasure),
      included: t.formats.number(included),
    }),
  );
  return (
    <>
      {text}
      {[...(total ? [total] : []), ...lines].map((line) => (
        <div key={line} className="quiet">
          {line}
        </div>
      ))}
    </>
  );
}

/** What is scheduled: plan, term with its billing cycle, quantity. */
const becomesText = (t: Text, { becomes: { product, term, billingCycle, quantity } }: ComingRenewal) =>
  t('renewals.becomes', { product, term: termText(t, term, billingCycle), quantity });

function useColumns(): readonly Column<ComingRenewal>[] {
  const t = useText();
  const now = ({ now: { price }, ...row }: ComingRenewal) => priceOf(t, row.currency, row, price);
  const next = ({ becomes, next: then, currency }: ComingRenewal) => priceOf(t, currency, becomes, then?.price);
  return [
    { id: 'renews', header: t('renewals.on'), text: (row) => t.formats.day(row.renewsOn) },
    {
      id: 'customer',
      header: t('word.customer'),
      text: (row) => row.customerName,
      cell: (row) => <TextLink to={paths.customer(row.customerId)}>{row.customerName}</TextLink>,
    },
    {
      id: 'name',
      header: t('subscription.name'),
      text: (row) => row.friendlyName,
      cell: (row) => (
        <>
          <TextLink to={paths.subscription(row.customerId, row.subscriptionId)}>{row.friendlyName}</TextLink>
          <div className="quiet">{row.product}</div>
        </>
      ),
    },
    { id: 'quantity', header: t('word.quantity'), end: true, text: (row) => t.formats.number(row.quantity) },
    {
      id: 'now',
      header: t('renewals.now'),
      end: true,
      text: now,
      cell: (row) => (
        <Price text={now(row)} total={totalOf(t, row.currency, row, row.now.price)} row={row} of="before" />
      ),
    },
    {
      id: 'next',
      header: t('renewals.next'),
      end: true,
      text: next,
      cell: (row) => (
        <Price text={next(row)} total={totalOf(t, row.currency, row.becomes, row.next?.price)} row={row} of="after" />
      ),
    },
    {
      id: 'change',
      header: t('renewals.change'),
      text: (row) => t(`renewals.change.${row.change}`),
      cell: (row) => (
        <>
          {t(`renewals.change.${row.change}`)}
          {row.change === 'scheduled' ? <div className="quiet">{becomesText(t, row)}</div> : null}
        </>
      ),
    },
  ];
}
