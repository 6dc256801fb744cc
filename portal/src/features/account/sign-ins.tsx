/** Where the person is signed in, and how to end it. */
import type { SignIn } from '@comptoir/contracts/comptoir/account';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { ActionButton } from '../../ui/action-button.tsx';
import { useFaultText } from '../../ui/fault.ts';
import { Confirm } from '../../ui/dialog.tsx';
import { Section } from '../../ui/page.tsx';
import { Loaded } from '../../ui/states.tsx';
import { Status } from '../../ui/status.tsx';
import { useText } from '../../ui/text.tsx';
import { useSay } from '../../ui/toast.tsx';
import { agentName } from './agent.ts';
import { endSignIn, signInsQuery } from './queries.ts';
import { inOrder } from './sign-in-order.ts';

/** Ends one sign-in, or all others when none is named. */
function useEnding() {
  const t = useText();
  const say = useSay();
  const words = useFaultText();
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (signInId: string | undefined) => endSignIn(signInId),
    onSuccess: () => say(t('signIns.ended')),
    onError: (error) => say(words(error)),
    onSettled: () => queries.invalidateQueries({ queryKey: signInsQuery.queryKey }),
  });
}

export function SignIns() {
  const t = useText();
  const query = useQuery(signInsQuery);
  const ending = useEnding();
  const [asked, setAsked] = useState(false);
  const others = query.data?.items.filter(({ current }) => !current).length ?? 0;
  const all = (
    <ActionButton
      busy={ending.isPending}
      unless={others === 0 ? t('signIns.noOthers') : undefined}
      onAct={() => setAsked(true)}
    >
      {t('signIns.endOthers')}
    </ActionButton>
  );
  return (
    <Section title={t('signIns.title')} purpose={t('signIns.purpose')} actions={all}>
      <Loaded query={query}>
        {({ items }) => (
          <>
            {inOrder(items).map((item) => (
              <SignInCard key={item.id} item={item} busy={ending.isPending} onEnd={() => ending.mutate(item.id)} />
            ))}
          </>
        )}
      </Loaded>
      {asked ? (
        <Confirm
          danger
          title={t('signIns.endOthers')}
          text={t('signIns.endOthers.text', { count: others })}
          confirm={t('signIns.endOthers')}
          cancel={t('action.cancel')}
          onConfirm={() => {
            setAsked(false);
            ending.mutate(undefined);
          }}
          onCancel={() => setAsked(false)}
        />
      ) : null}
    </Section>
  );
}

function SignInCard({ item, busy, onEnd }: { item: SignIn; busy: boolean; onEnd: () => void }) {
  const t = useText();
  const { moment } = t.formats;
  const name = item.agent ? agentName(item.agent) : t('signIns.unknownAgent');
  return (
    <article className="sheet" aria-label={name}>
      <div className="section-head">
        <h3>{name}</h3>
        {item.current ? <Status tone="good">{t('signIns.current')}</Status> : null}
        <span className="spring" />
        <ActionButton
          size="small"
          busy={busy}
          of={name}
          unless={item.current ? t('signIns.current.end') : undefined}
          onAct={onEnd}
        >
          {t('signIns.end')}
        </ActionButton>
      </div>
      <p className="quiet">
        {item.applications.length > 0 ? `${item.applications.join(', ')} · ` : ''}
        {t('signIns.times', { since: moment(item.since), used: moment(item.usedAt) })}
      </p>
    </article>
  );
}
