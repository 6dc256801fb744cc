import type { Difference, Proof, ProvedInvoice } from '@comptoir/contracts/comptoir/billing';
import { useQuery } from '@tanstack/react-query';
import { healthQuery } from '../features/account/me.ts';
import { Reading } from '../features/invoices/reading.tsx';
import { proofQuery } from '../features/invoices/queries.ts';
import { TextField } from '../ui/form/text-field.tsx';
import { useListState } from '../ui/list-state.ts';
import { Table } from '../ui/table.tsx';
import type { Column } from '../ui/list-rows.ts';
import { Page, Section } from '../ui/page.tsx';
import { EmptyState, Loaded } from '../ui/states.tsx';
import { Status } from '../ui/status.tsx';
import { Message } from '../ui/message.tsx';
import { useText, type Text } from '../ui/text.tsx';

/** The same money several times, each counted by its own way: charges, line items, file, invoice, document. */
export function ProofPage() {
  const t = useText();
  const state = useListState();
  const now = useQuery(healthQuery).data?.now ?? '';
  const month = state.filters.month ?? monthBefore(now);
  const query = useQuery(proofQuery(month));
  return (
    <Page title={t('menu.proof')} purpose={t('proof.purpose')}>
      <TextField
        label={t('word.month')}
        hint={t('proof.month.hint')}
        type="month"
        value={month}
        onChange={(value) => state.setFilter('month', value || undefined)}
      />
      <Loaded query={query}>{(proof) => <Result proof={proof} />}</Loaded>
    </Page>
  );
}

/** `2026-11` for any moment of December 2026. */
function monthBefore(now: string): string {
  if (!now) return '';
  const date = new Date(now);
  date.setUTCDate(0);
  return date.toISOString().slice(0, 7);
}

function Result({ proof }: { proof: Proof }) {
  const t = useText();
  const count = proof.hops.reduce((sum, hop) => sum + hop.invoices.length, 0);
  if (!proof.closed && count === 0) {
    return <EmptyState title={t('proof.open')} text={t('proof.open.text', { month: t.formats.month(proof.month) })} />;
  }
  return (
    <>
      <p className="big">
        <Status tone={proof.agree ? 'good' : 'bad'}>{t(proof.agree ? 'proof.agree' : 'proof.differ')}</Status>
      </p>
      {proof.problems.length > 0 ? (
        <Message tone="bad">
          <ul className="bullets">
            {proof.problems.map((problem) => (
              <li key={problem}>{problem}</li>
            ))}
          </ul>
        </Message>
      ) : null}
      {proof.closed && count > 0 ? <Reading month={proof.month} files={proof.files} /> : null}
      {proof.hops.map((hop) => (
        <Section key={hop.hop} title={t(`proof.${hop.hop}`)}>
          {hop.invoices.length === 0 ? (
            <p className="quiet">{t('proof.none')}</p>
          ) : (
            <Hop name={t(`proof.${hop.hop}`)} rows={hop.invoices} />
          )}
        </Section>
      ))}
    </>
  );
}

function differenceText(t: Text, { code, line, found, expected, message }: Difference, currency: string): string {
  const words = t.maybe(`proof.difference.${code}`, { found, expected, currency }) ?? message;
  return line === undefined ? words : t('proof.difference.line', { line, words });
}

function Hop(props: { name: string; rows: readonly ProvedInvoice[] }) {
  const t = useText();
  const amount = (
    id: 'charges' | 'lineItems' | 'csv' | 'invoice' | 'document',
    of: (row: ProvedInvoice) => string | null | undefined,
  ): Column<ProvedInvoice> => ({
    id,
    header: t(`proof.${id}`),
    end: true,
    text: (row) => {
      const value = of(row);
      return value ? t.formats.money(value, row.currency) : '–';
    },
  });
  const columns: readonly Column<ProvedInvoice>[] = [
    { id: 'id', header: t('invoice.number'), text: (row) => row.invoiceId },
    { id: 'buyer', header: t('proof.buyer'), text: (row) => row.buyerName },
    amount('charges', (row) => row.charges),
    amount('lineItems', (row) => row.reading?.lineItems),
    amount('csv', (row) => row.reading?.csv),
    amount('invoice', (row) => row.invoice),
    amount('document', (row) => row.reading?.document),
    {
      id: 'agree',
      header: t('proof.result'),
      text: (row) => t(row.agree ? 'proof.agree' : 'proof.differ'),
      cell: (row) => (
        <>
          <Status tone={row.agree ? 'good' : 'bad'}>{t(row.agree ? 'proof.agree' : 'proof.differ')}</Status>
          {row.differences.map((difference) => (
            <p key={difference.message} className="quiet">
              {differenceText(t, difference, row.currency)}
            </p>
          ))}
        </>
      ),
    },
  ];
  return <Table name={props.name} rows={props.rows} rowKey={(row) => row.invoiceId} columns={columns} />;
}
