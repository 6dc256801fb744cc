import { HelpLinks } from '../features/help/help-links.tsx';
import { priceStates, type Price } from '@comptoir/contracts/comptoir/billing';
import { useRef, useState } from 'react';
import { useMay, useMe } from '../features/account/me.ts';
import { PriceForm } from '../features/prices/price-form.tsx';
import { priceSource } from '../features/prices/queries.ts';
import { ActionButton } from '../ui/action-button.tsx';
import { isLess, marginOf } from '../ui/amounts.ts';
import { termText } from '../ui/cycles.ts';
import { List } from '../ui/list.tsx';
import type { Column, Filter } from '../ui/list-rows.ts';
import { Page } from '../ui/page.tsx';
import { Status } from '../ui/status.tsx';
import { useText, type Text } from '../ui/text.tsx';

/** What this partner's customers pay, and a provider's resellers. Prices are never edited: a newer one takes over from its date on. */
export function PricesPage() {
  const t = useText();
  const isProvider = useMe().parts.includes('provider');
  const [from, setFrom] = useState<Price>();
  const form = useRef<HTMLDivElement>(null);
  const follow = (price: Price) => {
    setFrom(price);
    form.current?.scrollIntoView({ behavior: 'smooth' });
  };
  const filters: readonly Filter[] = [
    {
      id: 'state',
      label: t('word.state'),
      options: priceStates.map((value) => ({ value, label: t(`prices.state.${value}`) })),
    },
  ];
  return (
    <Page title={t('menu.prices')} purpose={t(isProvider ? 'prices.purpose.provider' : 'prices.purpose')}>
      <List
        name={t('menu.prices')}
        source={priceSource}
        rowKey={(row) => row.id}
        columns={useColumns(follow)}
        filters={filters}
        empty={{ title: t('prices.empty'), text: t('prices.empty.text') }}
      />
      <div ref={form}>
        <PriceForm key={from?.id ?? ''} from={from} onSet={() => setFrom(undefined)} />
      </div>
      <HelpLinks topics={['prices', 'billing']} />
    </Page>
  );
}

function buyerText(t: Text, row: Price): string {
  if (row.reseller) return t('prices.toReseller', { name: row.reseller.name, mpnId: row.reseller.mpnId });
  if (row.buyerKind === 'reseller') return t('prices.everyReseller');
  return row.customerName ?? t('prices.everyone');
}

const tones = { inForce: 'good', ahead: 'waiting', replaced: 'neutral' } as const;

function useColumns(follow: (price: Price) => void): readonly Column<Price>[] {
  const t = useText();
  const may = useMay('prices.manage');
  return [
    {
      id: 'product',
      header: t('word.product'),
      text: (row) => `${row.productName} – ${row.skuName}`,
      cell: (row) => (
        <>
          {row.productName}
          <br />
          <span className="quiet">{row.skuName}</span>
        </>
      ),
    },
    { id: 'buyer', header: t('prices.buyer'), text: (row) => buyerText(t, row) },
    {
      id: 'term',
      header: t('word.term'),
      text: (row) => termText(t, row.term, row.billingCycle),
    },
    {
      id: 'from',
      header: t('prices.from'),
      text: (row) => t.formats.day(row.effectiveFrom),
      cell: (row) => (
        <>
          {t.formats.day(row.effectiveFrom)}
          {row.until ? (
            <>
              <br />
              <span className="quiet">{t('prices.until', { day: t.formats.day(row.until) })}</span>
            </>
          ) : null}
        </>
      ),
    },
    {
      id: 'state',
      header: t('word.state'),
      text: (row) => t(`prices.state.${row.state}`),
      cell: (row) => <Status tone={tones[row.state]}>{t(`prices.state.${row.state}`)}</Status>,
    },
    {
      id: 'amount',
      header: t('prices.amount'),
      end: true,
      text: (row) => t.formats.money(row.amount, row.currency),
      cell: (row) => <Amount row={row} />,
    },
    nextColumn(t, may, follow),
  ];
}

/** The price, and what is left of it. */
function Amount({ row: { amount, cost, currency } }: { row: Price }) {
  const t = useText();
  const margin = cost === undefined ? undefined : marginOf(amount, cost);
  const number = t('privateOffer.percent', { number: margin === undefined ? '–' : t.formats.number(margin) });
  return (
    <>
      {t.formats.money(amount, currency)}
      {cost === undefined ? null : (
        <>
          <br />
          <span className={isLess(amount, cost) ? 'bad' : 'quiet'}>
            {t('prices.beside', { cost: t.formats.money(cost, currency), margin: number })}
          </span>
        </>
      )}
    </>
  );
}

/** A price that another one took over from cannot be changed any more. */
function nextColumn(t: Text, may: boolean, follow: (price: Price) => void): Column<Price> {
  return {
    id: 'next',
    header: t('word.actions'),
    text: () => '',
    cell: (row) => (
      <ActionButton
        size="small"
        of={`${row.productName}, ${row.skuName}, ${buyerText(t, row)}`}
        unless={may ? (row.state === 'replaced' ? t('prices.replaced.hint') : undefined) : t('prices.mayNot')}
        onAct={() => follow(row)}
      >
        {t('prices.replace')}
      </ActionButton>
    ),
  };
}
