import type { SignInPolicy } from '@comptoir/contracts/comptoir/second-factors';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useMay } from '../features/account/me.ts';
import { OperatorsDemand } from '../features/account/second-factor-demand.tsx';
import { changeSignInPolicy, signInPolicyQuery } from '../features/account/second-factor-queries.ts';
import { PeopleTabs } from '../features/people/words.tsx';
import { paths } from '../paths.ts';
import { ActionButton } from '../ui/action-button.tsx';
import { useAsk } from '../ui/ask.tsx';
import { Facts } from '../ui/facts.tsx';
import { useFaultText } from '../ui/fault.ts';
import { Page, Section } from '../ui/page.tsx';
import { Loaded } from '../ui/states.tsx';
import { Status } from '../ui/status.tsx';
import { useText } from '../ui/text.tsx';
import { useSay } from '../ui/toast.tsx';

/** What the organisation asks of its people when they sign in. */
export function SignInPolicyPage() {
  const t = useText();
  const query = useQuery(signInPolicyQuery);
  const demands = useMay('signIn.demand');
  return (
    <Page title={t('policy.title')} purpose={t('policy.purpose')} tabs={<PeopleTabs current={paths.signInPolicy} />}>
      <Loaded query={query}>{(policy) => <SecondFactorPolicy policy={policy} />}</Loaded>
      {demands ? <OperatorsDemand /> : null}
    </Page>
  );
}

function SecondFactorPolicy({ policy }: { policy: SignInPolicy }) {
  const t = useText();
  const { ask, question } = useAsk();
  const changing = useChangePolicy();
  const may = useMay('signInPolicy.manage');
  const { secondFactorRequired: required, demanded, people, without } = policy;
  const demandedWhy = demanded ? t('policy.demanded.why') : undefined;
  const mayNot = may ? demandedWhy : t('policy.mayNot');
  const label = t(required ? 'policy.drop' : 'policy.require');
  const change = async () => {
    const text = required ? t('policy.drop.text') : t('policy.require.text', { count: without });
    if (await ask({ title: label, text, confirm: label })) changing.mutate(!required);
  };
  const command = (
    <ActionButton primary={!required} busy={changing.isPending} unless={mayNot} onAct={() => void change()}>
      {label}
    </ActionButton>
  );
  return (
    <Section title={t('secondFactor.title')} purpose={t('policy.factor.purpose')} actions={command}>
      <Facts
        facts={[
          [
            t('word.state'),
            <Status key="state" tone={required ? 'good' : 'neutral'}>
              {t(stateOf(policy))}
            </Status>,
          ],
          [t('policy.without'), t('policy.without.of', { without, people })],
        ]}
      />
      {question}
    </Section>
  );
}

function stateOf({ demanded, secondFactorRequired }: SignInPolicy) {
  if (demanded) return 'policy.demanded';
  return secondFactorRequired ? 'policy.required' : 'policy.notRequired';
}

function useChangePolicy() {
  const t = useText();
  const say = useSay();
  const words = useFaultText();
  const queries = useQueryClient();
  return useMutation({
    mutationFn: changeSignInPolicy,
    onSuccess: () => say(t('policy.saved')),
    onError: (error) => say(words(error)),
    onSettled: () => queries.invalidateQueries({ queryKey: signInPolicyQuery.queryKey }),
  });
}
