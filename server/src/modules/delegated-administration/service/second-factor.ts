/** What a tenant asks of its own people at sign-in, it asks of those who act in it on its behalf (rule B30, decision 0105). */
import type { Actor } from '../../../kernel/index.ts';
import type { Work } from '../../../platform/work.ts';
import { rules } from '../../../programme/rules/index.ts';
import { asksSecondFactor } from '../../identity/index.ts';
import { delegationFault } from '../faults.ts';

/** Faults: DelegationSecondFactorNeeded. System only. */
export async function requireFactorFor(work: Work, actor: Actor, tenantId: string): Promise<void> {
  if (actor.secondFactor || !(await asksSecondFactor(work, tenantId))) return;
  const message =
    'This organisation asks for a second factor of whoever acts in it. Add one to your account, and sign in again with it.';
  throw delegationFault('DelegationSecondFactorNeeded', message, { rule: rules.B30 });
}
