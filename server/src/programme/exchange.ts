/** Exchange rates of the programme: one for a whole month, fixed before it begins. */
import type { MonthText } from '../kernel/index.ts';

/** E27: mid rate fixed two business days before the end of the previous month. Source: MS billing-basics 2023-01-11. */
const businessDaysBefore = 2;
const friday = 5;

/** The day a month's rates were fixed: two business days (Monday to Friday) before the end of the month before. */
export function rateFixedOn(month: MonthText): Temporal.PlainDate {
  let day = Temporal.PlainYearMonth.from(month).toPlainDate({ day: 1 }).subtract({ days: 1 });
  for (let counted = 0; counted < businessDaysBefore;) {
    day = day.subtract({ days: 1 });
    if (day.dayOfWeek <= friday) counted += 1;
  }
  return day;
}
