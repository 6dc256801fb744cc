/** The daily report of what a publisher sent. */
import type { Work } from '../../../platform/work.ts';
import { usageFault } from '../faults.ts';
import { selectDays, type ReportWanted, type UsageDay } from '../store/days.ts';

/** Rows of one report; whoever has more asks for fewer days, or for one offer, plan or dimension. */
const mostRows = 50_000;

/** The acting publisher's days of usage, the oldest first. Faults: UsageReportTooLong. */
export async function usageReport(work: Work, wanted: ReportWanted): Promise<UsageDay[]> {
  const days = await selectDays(work, work.account, wanted, mostRows + 1);
  if (days.length <= mostRows) return days;
  throw usageFault(
    'UsageReportTooLong',
    `These dates have more than ${mostRows} rows. Ask for fewer days, or for one offer, plan or dimension.`,
    { target: 'usageStartDate', values: { rows: mostRows } },
  );
}
