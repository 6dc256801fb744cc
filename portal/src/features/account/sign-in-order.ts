/** The order in which a person looks through its sign-ins. Pure. */
import type { SignIn } from '@comptoir/contracts/comptoir/account';

type Ordered = Pick<SignIn, 'current' | 'usedAt'>;

/** The one that is looked at first, then the others, last used first. */
export const inOrder = <One extends Ordered>(items: readonly One[]): One[] =>
  items.toSorted(
    (one, other) => Number(other.current) - Number(one.current) || Date.parse(other.usedAt) - Date.parse(one.usedAt),
  );
