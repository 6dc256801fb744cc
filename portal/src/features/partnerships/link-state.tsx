/** What became of a link that was sent. */
import type { Filter } from '../../ui/list-rows.ts';
import { Status } from '../../ui/status.tsx';
import { useText, type Text } from '../../ui/text.tsx';

const states = ['open', 'accepted', 'declined', 'withdrawn', 'expired'] as const;
type LinkState = (typeof states)[number];
const tones = {
  open: 'waiting',
  accepted: 'good',
  declined: 'neutral',
  withdrawn: 'neutral',
  expired: 'neutral',
} as const;

export function StateOfLink({ state }: { state: LinkState }) {
  const t = useText();
  return <Status tone={tones[state]}>{t(`invitations.state.${state}`)}</Status>;
}

/** `among`: the states that links of this kind have. */
export function stateFilter(t: Text, among: readonly LinkState[] = states): Filter {
  const options = among.map((value) => ({ value, label: t(`invitations.state.${value}`) }));
  return { id: 'state', label: t('word.state'), options };
}
