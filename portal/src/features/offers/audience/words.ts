/** Words about transitions between the options of an audience. */
import type { AudienceTransition } from '@comptoir/contracts/comptoir/publisher-requests';
import type { Text } from '../../../ui/text.tsx';

/** Why a transition is what it is, in the reader's language by its rule; the server's sentence where there is none. */
export const transitionReason = (t: Text, { how, rule, reason }: Pick<AudienceTransition, 'how' | 'rule' | 'reason'>) =>
  t.maybe(`audienceTransition.${how}.${rule.id}`) ?? reason;
