/** What a metered subscription used in the running month, and what it will cost. */
import { subscriptionUsage, type SubscriptionUsage } from '@comptoir/contracts/comptoir/usage';
import { queryOptions, useQuery } from '@tanstack/react-query';
import { ask } from '../../api/client.ts';
import { PaidPrice } from '../margins/paid-price.tsx';
import type { Column } from '../../ui/list-rows.ts';
import { Section } from '../../ui/page.tsx';
import { Loaded } from '../../ui/states.tsx';
import { Table } from '../../ui/table.tsx';
import { useText } from '../../ui/text.tsx';

const usageQuery = (customerId: string, id: string) =>
  queryOptions({
    queryKey: ['customers', customerId, 'subscriptions', id, 'usage'],
    queryFn: () =>
      ask(
        `/comptoir/v1/customers/${encodeURIComponent(customerId)}/subscriptions/${encodeURIComponent(id)}/usage`,
        subscriptionUsage,
      ),
  });

/** Nothing for a plan without meters. */
export function SubscriptionUsageSection({ customerId, id }: { customerId: string; id: string }) {
  const t = useText();
  const query = useQuery(usageQuery(customerId, id));
  if (query.data?.meters.length === 0) return null;
  return (
    <Section title={t('usage.running')}>
      <Loaded query={query}>{(usage) => <Meters usage={usage} />}</Loaded>
    </Section>
  );
}

type Meter = SubscriptionUsage['meters'][number];

function Meters({ usage: { month, currency, meters, unbilled } }: { usage: SubscriptionUsage }) {
  const t = useText();
  const columns: readonly Column<Meter>[] = [
    {
      id: 'meter',
      header: t('usage.meter'),
      namesRow: true,
      text: ({ name, unitOfMeasure }) => `${name} (${unitOfMeasure})`,
    },
    { id: 'quantity', header: t('usage.over'), end: true, text: ({ quantity }) => t.formats.number(quantity) },
    {
      id: 'included',
      header: t('usage.included'),
      end: true,
      text: ({ includedQuantity }) => t.formats.number(includedQuantity),
    },
    {
      id: 'price',
      header: t('usage.unitPrice'),
      end: true,
      text: ({ price }) => t.formats.money(price, currency),
      cell: ({ price, listPrice }) => <PaidPrice paid={price} list={listPrice} currency={currency} />,
    },
    { id: 'cost', header: t('usage.unbilled'), end: true, text: ({ cost }) => t.formats.money(cost, currency) },
  ];
  return (
    <>
      <p>{t('usage.running.text', { month: t.formats.month(month), sum: t.formats.money(unbilled, currency) })}</p>
      <Table
        name={t('usage.running')}
        rows={meters}
        rowKey={({ dimension, listPrice }) => `${dimension} ${listPrice}`}
        columns={columns}
      />
    </>
  );
}
