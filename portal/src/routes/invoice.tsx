import type { Invoice } from '@comptoir/contracts/partner-center/invoices';
import { useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { dueDayText } from '../features/invoices/due.tsx';
import { InvoiceFiles } from '../features/invoices/files.tsx';
import { InvoiceLines } from '../features/invoices/line-list.tsx';
import { boughtInvoiceQuery, invoiceFiles, invoiceQuery, lineSource } from '../features/invoices/queries.ts';
import { HelpLinks } from '../features/help/help-links.tsx';
import { paths } from '../paths.ts';
import { differenceOf } from '../ui/amounts.ts';
import { wireAmount } from '../ui/cycles.ts';
import { Facts } from '../ui/facts.tsx';
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
          title={t(`invoice.titleOf.${kindOf(invoice)}`, { id: invoice.id })}
          crumbs={[{ label: t('menu.invoices'), to: paths.invoices }]}
          actions={<InvoiceFiles invoiceId={invoice.id} kind={kindOf(invoice)} files={invoiceFiles(invoice.id)} />}
        >
          <Summary invoice={invoice} />
          <InvoiceLines source={lineSource('invoices', invoice.id)} customers />
          <HelpLinks topics={['billing']} />
        </Page>
      )}
    </Loaded>
  );
}

/** Partner Center's word for a credit note is another one. */
const kindOf = ({ documentType }: Invoice) => (documentType === 'adjustment_note' ? 'creditNote' : 'invoice');

function Summary({ invoice }: { invoice: Invoice }) {
  const t = useText();
  const amounts = useQuery(boughtInvoiceQuery(invoice.id)).data;
  const money = (amount: string | undefined) => amount && t.formats.money(amount, invoice.currencyCode);
  return (
    <Section title={t('invoice.summary')}>
      <p>
        {t('invoice.total')}{' '}
        <span className="big amount">{t.formats.money(invoice.totalCharges, invoice.currencyCode)}</span>
      </p>
      <Facts
        facts={[
          [
            t('invoice.period'),
            t('invoice.fromTo', {
              from: t.formats.day(invoice.billingPeriodStartDate),
              to: t.formats.day(invoice.billingPeriodEndDate),
            }),
          ],
          [t(`invoice.dateOf.${kindOf(invoice)}`), t.formats.day(invoice.invoiceDate)],
          [t('invoice.due'), dueDayText(t, invoice)],
          [t('invoice.subtotal'), money(amounts?.subtotal)],
          [t('invoice.tax'), money(amounts?.taxTotal)],
          ...(invoice.dueDate
            ? [
                [t('invoice.paid'), t.formats.money(invoice.paidAmount, invoice.currencyCode)] as const,
                [
                  t('invoice.left'),
                  amounts ? money(differenceOf(amounts.total, wireAmount(invoice.paidAmount))) : undefined,
                ] as const,
              ]
            : []),
        ]}
      />
    </Section>
  );
}
