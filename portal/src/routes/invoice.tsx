import type { Invoice, OneTimeLineItem } from '@comptoir/contracts/partner-center/invoices';
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { InvoiceFiles } from '../features/invoices/files.tsx';
import { invoiceFiles, invoiceLinesQuery, invoiceQuery } from '../features/invoices/queries.ts';
import { PaidPrice } from '../features/margins/paid-price.tsx';
import { paths } from '../paths.ts';
import { Facts } from '../ui/facts.tsx';
import { moreOf } from '../ui/list-more.tsx';
import { List } from '../ui/list.tsx';
import type { Column } from '../ui/list-rows.ts';
import { Page, Section } from '../ui/page.tsx';
import { Loaded } from '../ui/states.tsx';
import { useText } from '../ui/text.tsx';

/** One invoice of the operator, with its document, its reconciliation file and its lines. */
export function InvoicePage() {
  const t = useText();
  const { invoiceId } = useParams({ from: '/framed/partner/billing/invoices/$invoiceId' });
  const query = useQuery(invoiceQuery(invoiceId));
  return (
    <Loaded query={query} page>
      {(invoice) => (
        <Page
          title={t('invoice.title', { id: invoice.id })}
          crumbs={[{ label: t('menu.invoices'), to: paths.invoices }]}
          actions={<InvoiceFiles invoiceId={invoice.id} files={invoiceFiles(invoice.id)} />}
        >
          <Summary invoice={invoice} />
          <Lines invoiceId={invoice.id} />
        </Page>
      )}
    </Loaded>
  );
}

function Summary({ invoice }: { invoice: Invoice }) {
  const t = useText();
  return (
    <Section title={t('invoice.summary')}>
      <p className="big amount">{t.formats.money(invoice.totalCharges, invoice.currencyCode)}</p>
      <Facts
        facts={[
          [
            t('invoice.period'),
            t('invoice.fromTo', {
              from: t.formats.day(invoice.billingPeriodStartDate),
              to: t.formats.day(invoice.billingPeriodEndDate),
            }),
          ],
          [t('invoice.date'), t.formats.day(invoice.invoiceDate)],
          [t('invoice.due'), t.formats.day(invoice.dueDate)],
          [t('invoice.paid'), t.formats.money(invoice.paidAmount, invoice.currencyCode)],
        ]}
      />
    </Section>
  );
}

function Lines({ invoiceId }: { invoiceId: string }) {
  const t = useText();
  const query = useInfiniteQuery(invoiceLinesQuery(invoiceId));
  const columns = useColumns();
  return (
    <Section title={t('invoice.lines')}>
      <Loaded query={query}>
        {({ pages }) => (
          <List
            name={t('invoice.lines')}
            rows={pages.flatMap((page) => page.items)}
            rowKey={(line) => `${line.subscriptionId} ${line.referenceId} ${line.chargeStartDate} ${line.chargeType}`}
            columns={columns}
            empty={{ title: t('invoice.lines.empty'), text: t('invoice.lines.empty.text') }}
            more={moreOf(query)}
          />
        )}
      </Loaded>
    </Section>
  );
}

function useColumns(): readonly Column<OneTimeLineItem>[] {
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
      text: (line) => t.maybe(`charge.${line.chargeType}`) ?? line.chargeType,
    },
    {
      id: 'period',
      header: t('invoice.period'),
      text: (line) =>
        t('invoice.fromTo', { from: t.formats.day(line.chargeStartDate), to: t.formats.day(line.chargeEndDate) }),
      number: (line) => Date.parse(line.chargeStartDate),
    },
    {
      id: 'quantity',
      header: t('word.quantity'),
      end: true,
      text: (line) => t.formats.number(line.quantity),
      number: (line) => line.quantity,
    },
    {
      id: 'price',
      header: t('invoice.unitPrice'),
      end: true,
      text: (line) => t.formats.money(line.effectiveUnitPrice, line.pricingCurrency),
      cell: (line) => (
        <PaidPrice paid={line.effectiveUnitPrice} list={line.unitPrice} currency={line.pricingCurrency} />
      ),
      number: (line) => line.effectiveUnitPrice,
    },
    {
      id: 'total',
      header: t('word.total'),
      end: true,
      text: (line) => t.formats.money(line.totalForCustomer, line.currency),
      number: (line) => line.totalForCustomer,
    },
  ];
}
