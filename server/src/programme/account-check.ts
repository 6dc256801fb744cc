/** What the operator found of a customer's account, and whether it may buy (wire contract, 2.8). Pure. */
import { allowed, refused, type Verdict } from '../kernel/index.ts';
import { rules } from './rules/index.ts';

export const accountStatuses = ['Unknown', 'UnderReview', 'Allowed', 'NotAllowed'] as const;
export type AccountStatus = (typeof accountStatuses)[number];

const reasons: Readonly<Record<Exclude<AccountStatus, 'Allowed'>, string>> = {
  UnderReview:
    'The customer’s account is under review by the operator: nothing can be bought for it until that is done.',
  NotAllowed: 'The operator does not allow purchases for this customer’s account.',
  Unknown: 'The operator does not know this customer’s account yet: nothing can be bought for it until it is reviewed.',
};

/** Undefined: the account was never looked at, which stands against nothing. What runs goes on, whatever is found. */
export function mayBuyByAccount(status: AccountStatus | undefined): Verdict {
  if (status === undefined || status === 'Allowed') return allowed;
  return refused(rules['F6/account'], reasons[status]);
}
