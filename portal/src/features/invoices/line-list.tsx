/** Lines of an invoice; each tells how its amount came about. */
import type { InvoiceLine, PriceStep } from '@comptoir/contracts/comptoir/billing';
import { Fragment } from 'react';
import { List } from '../../ui/list.tsx';
import type { Column } from '../../ui/list-rows.ts';
import { Section } from '../../ui/page.tsx';
import { RuleSource } from '../../ui/rule.tsx';
import { useText } from '../../ui/text.tsx';
import { PaidPrice } from '../margins/paid-price.tsx';
import type { lineSource } from './queries.ts';

interface InvoiceLinesProps {
  readonly source: ReturnType<typeof lineSource>;
  /** The invoice is about several customers. */
  readonly customers?: boolean;
}

export function InvoiceLines({ source, customers = false }: InvoiceLinesProps) {
  const t = useText();
  const columns = useColumns();
  return (
    <Section title={t('invoice.lines')}>
      <List
        name={t('invoice.lines')}
        source={source}
        rowKey={(line) => String(line.lineNumber)}
        columns={columns.filter(({ id }) => customers || id !== 'customer')}
        empty={{ title: t('invoice.lines.empty'), text: t('invoice.lines.empty.text') }}
      />
    </Section>
  );
}

function useColumns(): readonly Column<InvoiceLine>[] {
  const t = useText();
  return [
    { id: 'customer', header: t('word.customer'), text: (line) => line.customerName },
    {
      id: 'product',
      header: t('word.product'),
      text: (line) => `${line.productName} – ${line.skuName}`,
      cell: (line) => (
        <>
          {line.productName} – {line.skuName}
          <br />
          <span className="quiet">{line.publisherName}</span>
        </>
      ),
    },
    {
      id: 'type',
      header: t('invoice.chargeType'),
      text: (line) => [typeText(t, line), ...noteOf(t, line)].join(' · '),
      cell: (line) => (
        <>
          {typeText(t, line)}
          {noteOf(t, line).map((note) => (
            <Fragment key={note}>
              <br />
              <span className="quiet">{note}</span>
            </Fragment>
          ))}
        </>
      ),
    },
    {
      id: 'period',
      header: t('invoice.period'),
      text: (line) => t('invoice.fromTo', { from: t.formats.day(line.chargeStart), to: t.formats.day(line.chargeEnd) }),
    },
    { id: 'quantity', header: t('word.quantity'), end: true, text: (line) => t.formats.number(line.quantity) },
    {
      id: 'price',
      header: t('invoice.unitPrice'),
      end: true,
      text: (line) => t.formats.money(line.effectiveUnitPrice, line.pricingCurrency),
      cell: (line) => <UnitPrice line={line} />,
    },
    {
      id: 'total',
      header: t('cart.total'),
      end: true,
      text: (line) => t.formats.money(line.subtotal, line.currency),
      cell: (line) => (
        <>
          <span className="amount">{t.formats.money(line.subtotal, line.currency)}</span>
          <span className="sr-only"> {t('invoice.path')}</span>
        </>
      ),
      opens: (line) => <Path line={line} />,
    },
  ];
}

/** What is charged for; of usage the meter and its unit. */
function typeText(t: ReturnType<typeof useText>, { meter, chargeType }: InvoiceLine): string {
  if (meter) return t('charge.usage', { name: meter.name, unit: meter.unitOfMeasure });
  return t.maybe(`charge.${chargeType}`) ?? chargeType;
}

/** Of a change whose quantity a line has, before it or after; of a trial that it is one. */
function noteOf(t: ReturnType<typeof useText>, { pricePath }: InvoiceLine): readonly string[] {
  return pricePath.flatMap(({ reason, values }) =>
    reason === 'quantityBefore' || reason === 'quantityAfter' || reason === 'trial'
      ? [t(`step.reason.${reason}`, values)]
      : [],
  );
}

/** The price for some days of a cycle is no discount of its list price. */
function UnitPrice({ line }: { line: InvoiceLine }) {
  const t = useText();
  const { effectiveUnitPrice, unitPrice, pricingCurrency, pricePath } = line;
  if (pricePath.every(({ step }) => step !== 'proratedPrice')) {
    return <PaidPrice paid={effectiveUnitPrice} list={unitPrice} currency={pricingCurrency} />;
  }
  return (
    <>
      {t.formats.money(effectiveUnitPrice, pricingCurrency)}
      <br />
      <span className="quiet">{t('step.proratedPrice')}</span>
    </>
  );
}

const valueText = (t: ReturnType<typeof useText>, { value, currency }: PriceStep) =>
  currency ? t.formats.money(value, currency) : t.formats.number(value);

/** Where a step's value comes from, with its dates and numbers as the reader writes them. */
function reasonText(t: ReturnType<typeof useText>, { reason, values, rule }: PriceStep): string {
  const { since, at, fixed, first, last, month, charged, percentage, ...rest } = values;
  const said = {
    ...rest,
    ...(since ? { since: t.formats.day(since) } : {}),
    ...(at ? { at: t.formats.day(at) } : {}),
    ...(fixed ? { fixed: t.formats.day(fixed) } : {}),
    ...(first ? { first: t.formats.day(first) } : {}),
    ...(last ? { last: t.formats.day(last) } : {}),
    ...(month ? { month: t.formats.month(month) } : {}),
    ...(charged ? { charged: t.formats.month(charged) } : {}),
    ...(percentage ? { percentage: t.formats.number(percentage) } : {}),
  };
  const words = t(`step.reason.${reason}`, said);
  return reason === 'taxPolicy' && rule ? rule.statement : words;
}

/** The steps from price to amount. */
function Path({ line }: { line: InvoiceLine }) {
  const t = useText();
  return (
    <ol className="path">
      {line.pricePath
        .filter(({ reason }) => reason !== 'sameCurrency')
        .map((step) => (
          <li key={`${step.step} ${step.value}`}>
            {t.maybe(`step.${step.step}`) ?? step.step} <span className="amount">{valueText(t, step)}</span>
            <br />
            <span className="quiet">{reasonText(t, step)}</span> {step.rule ? <RuleSource rule={step.rule} /> : null}
          </li>
        ))}
    </ol>
  );
}
