import type { CustomerInvoiceDetail, InvoiceLine, PriceStep } from '@comptoir/contracts/comptoir/billing';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { InvoiceFiles } from '../features/invoices/files.tsx';
import { customerInvoiceFiles, customerInvoiceQuery } from '../features/invoices/queries.ts';
import { paths } from '../paths.ts';
import { Facts } from '../ui/facts.tsx';
import { moreOf } from '../ui/list-more.tsx';
import { List } from '../ui/list.tsx';
import type { Column } from '../ui/list-rows.ts';
import { TextLink } from '../ui/link.tsx';
import { Page, Section } from '../ui/page.tsx';
import { RuleSource } from '../ui/rule.tsx';
import { Loaded } from '../ui/states.tsx';
import { useText } from '../ui/text.tsx';

/** One invoice to a customer; each line tells how its amount came about. */
export function CustomerInvoicePage() {
  const t = useText();
  const { invoiceId } = useParams({ from: '/framed/partner/billing/customer-invoices/$invoiceId' });
  const query = useInfiniteQuery(customerInvoiceQuery(invoiceId));
  const columns = useColumns();
  return (
    <Loaded query={query} page>
      {({ pages }) => {
        const invoice = pages[0]!;
        return (
          <Page
            title={t('invoice.title', { id: invoice.id })}
            crumbs={[{ label: t('menu.customerInvoices'), to: paths.customerInvoices }]}
            actions={<InvoiceFiles invoiceId={invoice.id} files={customerInvoiceFiles(invoice.id)} />}
          >
            <Summary invoice={invoice} />
            <Section title={t('invoice.lines')}>
              <List
                name={t('invoice.lines')}
                rows={pages.flatMap((page) => page.lines)}
                rowKey={(line) => String(line.lineNumber)}
                columns={columns}
                total={invoice.lineCount}
                empty={{ title: t('invoice.lines.empty'), text: t('invoice.lines.empty.text') }}
                more={moreOf(query)}
              />
            </Section>
          </Page>
        );
      }}
    </Loaded>
  );
}

function Summary({ invoice }: { invoice: CustomerInvoiceDetail }) {
  const t = useText();
  return (
    <Section title={t('invoice.summary')}>
      <p className="big amount">{t.formats.money(invoice.total, invoice.currency)}</p>
      <Facts
        facts={[
          [
            t('word.customer'),
            <TextLink key="customer" to={paths.customer(invoice.customerTenantId)}>
              {invoice.customerName}
            </TextLink>,
          ],
          [t('word.month'), t.formats.month(invoice.month)],
          [t('invoice.date'), t.formats.day(invoice.issuedAt)],
          [t('invoice.due'), t.formats.day(invoice.dueDate)],
          [t('invoice.subtotal'), t.formats.money(invoice.subtotal, invoice.currency)],
          [t('invoice.tax'), t.formats.money(invoice.taxTotal, invoice.currency)],
        ]}
      />
    </Section>
  );
}

function useColumns(): readonly Column<InvoiceLine>[] {
  const t = useText();
  return [
    { id: 'product', header: t('word.product'), text: (line) => `${line.productName} – ${line.skuName}` },
    { id: 'publisher', header: t('word.publisher'), text: (line) => line.publisherName },
    {
      id: 'type',
      header: t('invoice.chargeType'),
      text: (line) => t.maybe(`charge.${line.chargeType}`) ?? line.chargeType,
    },
    {
      id: 'period',
      header: t('invoice.period'),
      text: (line) => t('invoice.fromTo', { from: t.formats.day(line.chargeStart), to: t.formats.day(line.chargeEnd) }),
      number: (line) => Date.parse(line.chargeStart),
    },
    {
      id: 'quantity',
      header: t('word.quantity'),
      end: true,
      text: (line) => t.formats.number(line.quantity),
      number: (line) => Number(line.quantity),
    },
    {
      id: 'price',
      header: t('invoice.unitPrice'),
      end: true,
      text: (line) => t.formats.money(line.effectiveUnitPrice, line.pricingCurrency),
    },
    {
      id: 'total',
      header: t('word.total'),
      end: true,
      text: (line) => t.formats.money(line.total, line.currency),
      number: (line) => Number(line.total),
      cell: (line) => <Path line={line} />,
    },
  ];
}

/** Where a step's value comes from, with its dates and numbers as the reader writes them. */
function reasonText(t: ReturnType<typeof useText>, { reason, values, rule }: PriceStep): string {
  const { since, at, month, percentage, ...rest } = values;
  const said = {
    ...rest,
    ...(since ? { since: t.formats.day(since) } : {}),
    ...(at ? { at: t.formats.day(at) } : {}),
    ...(month ? { month: t.formats.month(month) } : {}),
    ...(percentage ? { percentage: t.formats.number(percentage) } : {}),
  };
  const words = t(`step.reason.${reason}`, said);
  return reason === 'taxPolicy' && rule ? rule.statement : words;
}

/** The steps from price to amount, opened on demand. */
function Path({ line }: { line: InvoiceLine }) {
  const t = useText();
  return (
    <details className="path">
      <summary>
        <span className="amount">{t.formats.money(line.total, line.currency)}</span>
        <span className="sr-only"> {t('invoice.path')}</span>
      </summary>
      <ol>
        {line.pricePath.map((step) => (
          <li key={`${step.step} ${step.value}`}>
            {t.maybe(`step.${step.step}`) ?? step.step} <span className="amount">{t.formats.number(step.value)}</span>
            <br />
            <span className="quiet">{reasonText(t, step)}</span> {step.rule ? <RuleSource rule={step.rule} /> : null}
          </li>
        ))}
      </ol>
    </details>
  );
}
