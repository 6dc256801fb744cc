/** What a list of invoices to its reader shows of each, whatever stands before and behind it. */
import type { BoughtInvoice } from '@comptoir/contracts/comptoir/billing';
import { useQuery } from '@tanstack/react-query';
import type { Column } from '../../ui/list-rows.ts';
import { useText } from '../../ui/text.tsx';
import { healthQuery } from '../account/me.ts';
import { dueState } from './due-state.ts';
import { DueStatus, dueDayText, dueText } from './due.tsx';

export function useBoughtColumns(): readonly Column<BoughtInvoice>[] {
  const t = useText();
  const today = useQuery(healthQuery).data?.now.slice(0, 10) ?? '';
  return [
    { id: 'documentType', header: t('invoice.document'), text: (row) => t(`invoice.kind.${row.documentType}`) },
    {
      id: 'month',
      header: t('invoice.period'),
      text: (row) => t('invoice.fromTo', { from: t.formats.day(row.periodStart), to: t.formats.day(row.periodEnd) }),
    },
    { id: 'issued', header: t('invoice.date'), text: (row) => t.formats.day(row.issuedAt) },
    { id: 'due', header: t('invoice.due'), text: (row) => dueDayText(t, row) },
    {
      id: 'status',
      header: t('word.state'),
      text: (row) => dueText(t, dueState(row, today)),
      cell: (row) => <DueStatus invoice={row} today={today} />,
    },
    { id: 'total', header: t('invoice.total'), end: true, text: (row) => t.formats.money(row.total, row.currency) },
  ];
}
