import {
  proofHops,
  type Difference,
  type Proof,
  type ProofProblem,
  type ProvedInvoice,
} from '@comptoir/contracts/comptoir/billing';
import { useQuery } from '@tanstack/react-query';
import { Fragment } from 'react';
import { healthQuery } from '../features/account/me.ts';
import { Reading } from '../features/invoices/reading.tsx';
import { proofQuery, provedSource } from '../features/invoices/queries.ts';
import { paths } from '../paths.ts';
import { TextField } from '../ui/form/text-field.tsx';
import { TextLink } from '../ui/link.tsx';
import { useListState } from '../ui/list-state.ts';
import { List } from '../ui/list.tsx';
import type { Column, Filter } from '../ui/list-rows.ts';
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
  const { month, closed, hops, waiting, files } = proof;
  const count = hops.reduce((sum, hop) => sum + hop.invoices, 0);
  if (!closed && count === 0 && proof.problems.length === 0 && waiting.length === 0)
    return <EmptyState title={t('proof.open')} text={t('proof.open.text', { month: t.formats.month(month) })} />;
  return (
    <>
      <p className="big">
        <Verdict agree={proof.agree} read={files.state === 'finished' || count === 0} />
      </p>
      <Problems problems={proof.problems} />
      {waiting.map(({ month: of, from, to, terms }) => (
        <Message key={`${of} ${from} ${to}`}>
          {t('proof.waiting', { from, to, terms, month: t.formats.month(of) })}
        </Message>
      ))}
      {closed && count > 0 ? <Reading month={month} files={files} /> : null}
      <Section title={t('proof.invoices')}>
        <List
          name={t('proof.invoices')}
          source={provedSource(month, files.state === 'running')}
          rowKey={(row) => `${row.hop} ${row.invoiceId}`}
          columns={columnsOf(t)}
          filters={filtersOf(t)}
          beside={() => <Counts hops={hops} />}
          empty={{ title: t('proof.none'), text: t('proof.none.text') }}
        />
      </Section>
    </>
  );
}

/** It all agrees once all was compared: before the files are read, two of the five counts were. */
function verdictText(t: Text, agree: boolean, read: boolean): string {
  return t(!agree ? 'proof.differ' : read ? 'proof.agree' : 'proof.partly');
}

function Verdict({ agree, read }: { agree: boolean; read: boolean }) {
  const t = useText();
  const tone = !agree ? 'bad' : read ? 'good' : 'neutral';
  return <Status tone={tone}>{verdictText(t, agree, read)}</Status>;
}

/** What does not fit among the charges, each kind with the first of them. */
function Problems({ problems }: Pick<Proof, 'problems'>) {
  const t = useText();
  if (problems.length === 0) return null;
  return (
    <Message tone="bad">
      <ul className="bullets">
        {problems.map(({ code, count, first }) => (
          <Fragment key={code}>
            {first.map((values) => (
              <li key={JSON.stringify(values)}>{problemText(t, code, values)}</li>
            ))}
            {count > first.length ? <li>{t('proof.problem.more', { count: count - first.length })}</li> : null}
          </Fragment>
        ))}
      </ul>
    </Message>
  );
}

function problemText(t: Text, code: ProofProblem['code'], values: Readonly<Record<string, string>>): string {
  const { at, month, percentage } = values;
  return t(`proof.problem.${code}`, {
    ...values,
    ...(at ? { at: t.formats.moment(at) } : {}),
    ...(month ? { month: t.formats.month(month) } : {}),
    ...(percentage ? { percentage: t.formats.number(percentage) } : {}),
  });
}

/** How many invoices each hop has, and how many of them differ, over all pages. */
function Counts({ hops }: Pick<Proof, 'hops'>) {
  const t = useText();
  return (
    <ul className="bullets">
      {hops.map(({ hop, invoices, differing }) => (
        <li key={hop}>{t('proof.counts', { hop: t(`proof.${hop}`), invoices, differing })}</li>
      ))}
    </ul>
  );
}

/** The server filters, over all pages. */
function filtersOf(t: Text): readonly Filter[] {
  return [
    { id: 'hop', label: t('proof.hop'), options: proofHops.map((value) => ({ value, label: t(`proof.${value}`) })) },
    {
      id: 'agree',
      label: t('proof.result'),
      options: [
        { value: 'true', label: t('proof.filter.agree') },
        { value: 'false', label: t('proof.filter.differ') },
      ],
    },
  ];
}

function differenceText(t: Text, { code, line, found, expected, message }: Difference, currency: string): string {
  const words = t.maybe(`proof.difference.${code}`, { found, expected, currency }) ?? message;
  return line === undefined ? words : t('proof.difference.line', { line, words });
}

function columnsOf(t: Text): readonly Column<ProvedInvoice>[] {
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
  return [
    {
      id: 'number',
      header: t('invoice.number'),
      text: (row) => row.invoiceId,
      cell: (row) => (
        <TextLink to={(row.hop === 'operator_partner' ? paths.invoice : paths.customerInvoice)(row.invoiceId)}>
          {row.invoiceId}
        </TextLink>
      ),
    },
    { id: 'hop', header: t('proof.hop'), text: (row) => t(`proof.${row.hop}`) },
    { id: 'buyer', header: t('proof.buyer'), text: (row) => row.buyerName },
    amount('charges', (row) => row.charges),
    amount('lineItems', (row) => row.reading?.lineItems),
    amount('csv', (row) => row.reading?.csv),
    amount('invoice', (row) => row.invoice),
    amount('document', (row) => row.reading?.document),
    {
      id: 'result',
      header: t('proof.result'),
      text: (row) => verdictText(t, row.agree, row.reading !== undefined),
      cell: (row) => (
        <>
          <Verdict agree={row.agree} read={row.reading !== undefined} />
          {row.differences.map((difference) => (
            <p key={difference.message} className="quiet">
              {differenceText(t, difference, row.currency)}
            </p>
          ))}
        </>
      ),
    },
  ];
}
