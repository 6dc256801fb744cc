/** Of whom the operator asks a second factor, beside what each organisation asks of its own people (rule B30, decision 0113). */
import type { Work } from '../../../platform/work.ts';
import type { IdentityEvents } from '../events.ts';
import { saveDemand, selectDemand, type AskedOf, type SecondFactorDemandRow } from '../store/second-factor-demand.ts';
import { actingOf } from './user-management.ts';

export type SecondFactorDemand = SecondFactorDemandRow;

/** With how many people each choice would stop at their next sign-in. System only. */
export function secondFactorDemand(work: Work): Promise<SecondFactorDemand> {
  return selectDemand(work);
}

/** System only. */
export async function demandSecondFactor(work: Work, askedOf: AskedOf): Promise<SecondFactorDemand> {
  const { id } = await actingOf(work);
  const before = await saveDemand(work, { askedOf, changedBy: id });
  if (before !== undefined) {
    const oldValue: IdentityEvents['SecondFactorDemandChanged'] = { askedOf: before };
    const newValue: IdentityEvents['SecondFactorDemandChanged'] = { askedOf };
    const about = { aggregateType: 'installation', aggregateId: 'sign-in' };
    work.publish({ name: 'SecondFactorDemandChanged', ...about, oldValue, newValue });
  }
  return selectDemand(work);
}
