import type { CustomerInvoiceDetail } from '@comptoir/contracts/comptoir/billing';
import { useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { dueDayText } from '../features/invoices/due.tsx';
import { InvoiceFiles } from '../features/invoices/files.tsx';
import { InvoiceLines } from '../features/invoices/line-list.tsx';
import { customerInvoiceFiles, customerInvoiceQuery, lineSource } from '../features/invoices/queries.ts';
import { paths } from '../paths.ts';
import { Facts } from '../ui/facts.tsx';
import { TextLink } from '../ui/link.tsx';
import { Page, Section } from '../ui/page.tsx';
import { Loaded } from '../ui/states.tsx';
import { useText } from '../ui/text.tsx';

/** One invoice to a customer, with its document, its reconciliation file and its lines. */
export function CustomerInvoicePage() {
  const t = useText();
  const { invoiceId } = useParams({ from: '/framed/partner/billing/customer-invoices/$invoiceId' });
  const query = useQuery(customerInvoiceQuery(invoiceId));
  return (
    <Loaded query={query} page>
      {(invoice) => (
        <Page
          title={t(`invoice.titleOf.${invoice.documentType}`, { id: invoice.id })}
          crumbs={[{ label: t('menu.customerInvoices'), to: paths.customerInvoices }]}
          actions={
            <InvoiceFiles invoiceId={invoice.id} kind={invoice.documentType} files={customerInvoiceFiles(invoice.id)} />
          }
        >
          <Summary invoice={invoice} />
          <InvoiceLines source={lineSource('customer-invoices', invoice.id)} />
        </Page>
      )}
    </Loaded>
  );
}

function Summary({ invoice }: { invoice: CustomerInvoiceDetail }) {
  const t = useText();
  return (
    <Section title={t('invoice.summary')}>
      <p>
        {t('invoice.total')} <span className="big amount">{t.formats.money(invoice.total, invoice.currency)}</span>
      </p>
      <Facts
        facts={[
          [
            t('word.customer'),
            <TextLink key="customer" to={paths.customer(invoice.customerTenantId)}>
              {invoice.customerName}
            </TextLink>,
          ],
          ...(invoice.addressLines.length > 0 ? [[t('invoice.billTo'), invoice.addressLines.join(', ')] as const] : []),
          [t('word.month'), t.formats.month(invoice.month)],
          [t(`invoice.dateOf.${invoice.documentType}`), t.formats.day(invoice.issuedAt)],
          [t('invoice.due'), dueDayText(t, invoice)],
          [t('invoice.subtotal'), t.formats.money(invoice.subtotal, invoice.currency)],
          [t('invoice.tax'), t.formats.money(invoice.taxTotal, invoice.currency)],
        ]}
      />
    </Section>
  );
}
