/** Words about moves between the options of an audience. */
import type { AudienceMove } from '@comptoir/contracts/comptoir/publisher-requests';
import type { Text } from '../../../ui/text.tsx';

/** Why a move is what it is, in the reader's language by its rule; the server's sentence where there is none. */
export const moveReason = (t: Text, { how, rule, reason }: Pick<AudienceMove, 'how' | 'rule' | 'reason'>) =>
  t.maybe(`audienceMove.${how}.${rule.id}`) ?? reason;
