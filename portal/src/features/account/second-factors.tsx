/** The person's second factors: authenticator apps, passkeys and recovery codes. */
import type { SecondFactor, SecondFactors as Standing } from '@comptoir/contracts/comptoir/second-factors';
import { Button } from '@fluentui/react-components';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { signInAnew } from '../../api/session.ts';
import { paths } from '../../paths.ts';
import { ActionButton } from '../../ui/action-button.tsx';
import { useAsk } from '../../ui/ask.tsx';
import { useFaultText } from '../../ui/fault.ts';
import { Message } from '../../ui/message.tsx';
import { Section } from '../../ui/page.tsx';
import { Loaded } from '../../ui/states.tsx';
import { useText } from '../../ui/text.tsx';
import { useSay } from '../../ui/toast.tsx';
import { AppDialog } from './app-dialog.tsx';
import { PasskeyDialog } from './passkey-dialog.tsx';
import { removeSecondFactor, renewRecoveryCodes, secondFactorsQuery } from './second-factor-queries.ts';
import { RecoveryDialog } from './recovery-dialog.tsx';

/** Browsers make passkeys for names, not for addresses. */
const named = !/^[\d.]+$|^\[/.test(location.hostname);

export function SecondFactors() {
  const t = useText();
  const query = useQuery(secondFactorsQuery);
  return (
    <Section title={t('secondFactor.title')} purpose={t('secondFactor.purpose')}>
      <Loaded query={query}>{(standing) => <Factors standing={standing} />}</Loaded>
    </Section>
  );
}

function Factors({ standing }: { standing: Standing }) {
  const t = useText();
  const [adding, setAdding] = useState<'totp' | 'passkey'>();
  const [codes, setCodes] = useState<readonly string[]>();
  const { items, proved, required, recoveryCodesLeft } = standing;
  const has = items.length > 0;
  const unless = has && !proved ? t('errors.SecondFactorNeeded') : undefined;
  const onDone = (made: readonly string[] | undefined) => {
    setAdding(undefined);
    setCodes(made);
  };
  return (
    <>
      {has ? null : <p>{t(required ? 'secondFactor.none.required' : 'secondFactor.none')}</p>}
      {unless ? <SignInAnew /> : null}
      {items.map((item) => (
        <FactorCard key={item.id} item={item} unless={unless} />
      ))}
      {has ? <RecoveryCodes left={recoveryCodesLeft} unless={unless} onCodes={setCodes} /> : null}
      <div className="commands">
        <ActionButton unless={unless} primary={!has} onAct={() => setAdding('totp')}>
          {t('secondFactor.addApp')}
        </ActionButton>
        <ActionButton
          unless={unless ?? (named ? undefined : t('secondFactor.noName'))}
          onAct={() => setAdding('passkey')}
        >
          {t('secondFactor.addPasskey')}
        </ActionButton>
      </div>
      {adding === 'totp' ? <AppDialog onDone={onDone} onClose={() => setAdding(undefined)} /> : null}
      {adding === 'passkey' ? <PasskeyDialog onDone={onDone} onClose={() => setAdding(undefined)} /> : null}
      {codes ? <RecoveryDialog codes={codes} onClose={() => setCodes(undefined)} /> : null}
    </>
  );
}

/** The session was begun without a second factor: it changes none. */
function SignInAnew() {
  const t = useText();
  return (
    <Message commands={<Button onClick={() => void signInAnew(paths.security)}>{t('signIn.again')}</Button>}>
      {t('secondFactor.notProved')}
    </Message>
  );
}

function FactorCard({ item, unless }: { item: SecondFactor; unless: string | undefined }) {
  const t = useText();
  const say = useSay();
  const words = useFaultText();
  const queries = useQueryClient();
  const { ask, question } = useAsk();
  const { name, kind, madeAt, usedAt } = item;
  const removing = useMutation({
    mutationFn: () => removeSecondFactor(item.id),
    onSuccess: () => say(t('secondFactor.removed', { name })),
    onError: (error) => say(words(error)),
    onSettled: () => queries.invalidateQueries({ queryKey: secondFactorsQuery.queryKey }),
  });
  const remove = async () => {
    const title = t('secondFactor.remove');
    if (await ask({ title, text: t('secondFactor.remove.text', { name }), confirm: title })) removing.mutate();
  };
  const { day, moment } = t.formats;
  return (
    <article className="sheet" aria-label={name}>
      <div className="section-head">
        <h3>{name}</h3>
        <span className="spring" />
        <ActionButton size="small" of={name} busy={removing.isPending} unless={unless} onAct={() => void remove()}>
          {t('secondFactor.remove')}
        </ActionButton>
      </div>
      <p className="quiet">
        {t(`secondFactor.kind.${kind}`)} · {t('secondFactor.since', { day: day(madeAt) })}
        {usedAt ? ` · ${t('secondFactor.used', { moment: moment(usedAt) })}` : ''}
      </p>
      {question}
    </article>
  );
}

interface CodesProps {
  readonly left: number;
  readonly unless: string | undefined;
  readonly onCodes: (codes: readonly string[]) => void;
}

function RecoveryCodes({ left, unless, onCodes }: CodesProps) {
  const t = useText();
  const say = useSay();
  const words = useFaultText();
  const queries = useQueryClient();
  const { ask, question } = useAsk();
  const renewing = useMutation({
    mutationFn: renewRecoveryCodes,
    onSuccess: ({ recoveryCodes }) => onCodes(recoveryCodes),
    onError: (error) => say(words(error)),
    onSettled: () => queries.invalidateQueries({ queryKey: secondFactorsQuery.queryKey }),
  });
  const renew = async () => {
    const title = t('secondFactor.codes.renew');
    if (await ask({ title, text: t('secondFactor.codes.renew.text'), confirm: title })) renewing.mutate();
  };
  return (
    <p>
      {t('secondFactor.codes.left', { count: left })}{' '}
      <ActionButton size="small" busy={renewing.isPending} unless={unless} onAct={() => void renew()}>
        {t('secondFactor.codes.renew')}
      </ActionButton>
      {question}
    </p>
  );
}
