/** SQL of trials that customers had, whoever sold them. The first argument is the open work. */
import type { Work } from '../../../platform/work.ts';

type Statements = Pick<Work, 'prepared'>;

export interface TrialPlan {
  readonly offerId: string;
  readonly planId: string;
}

/** Which of these plans a customer had a trial of, from any partner. */
export function trialsHad(
  work: Statements,
  customerTenantId: string,
  plans: readonly TrialPlan[],
): Promise<TrialPlan[]> {
  const text = `select offer_id as "offerId", plan_id as "planId" from comptoir_trials_had($1, $2::uuid[], $3::text[])`;
  const columns = [plans.map(({ offerId }) => offerId), plans.map(({ planId }) => planId)];
  return work.prepared<TrialPlan>('trials-had', text, [customerTenantId, ...columns]);
}

/** Takes the trial of a plan for a customer; false when it was taken before, by whomever. */
export async function takeTrial(
  work: Statements & Pick<Work, 'now'>,
  customerTenantId: string,
  { offerId, planId }: TrialPlan,
): Promise<boolean> {
  const text = 'select comptoir_take_trial($1, $2, $3, $4) as taken';
  const rows = await work.prepared<{ taken: boolean }>('take-trial', text, [
    customerTenantId,
    offerId,
    planId,
    work.now,
  ]);
  return rows[0]!.taken;
}
