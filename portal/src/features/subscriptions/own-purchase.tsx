/** What a customer changes of a subscription that it bought itself: quantity, plan, renewal, its end. */
import { ownPurchasePatch, type OwnPurchase, type OwnPurchasePatch } from '@comptoir/contracts/comptoir/own-purchases';
import { changeChoices, changePreview, type PlanWish } from '@comptoir/contracts/comptoir/subscriptions';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { ask } from '../../api/client.ts';
import { ActionButton } from '../../ui/action-button.tsx';
import { CheckInput, NumberInput } from '../../ui/form/fields.tsx';
import { Form } from '../../ui/form/layout.tsx';
import { useForm } from '../../ui/form/use-form.ts';
import { Section } from '../../ui/page.tsx';
import { ErrorState, Loaded } from '../../ui/states.tsx';
import { useText } from '../../ui/text.tsx';
import { useSay } from '../../ui/toast.tsx';
import { useMay } from '../account/me.ts';
import { CancelConfirm } from './cancel-confirm.tsx';
import { ChangePlan } from './change-plan.tsx';

interface OwnProps {
  readonly one: OwnPurchase;
  readonly send: (patch: OwnPurchasePatch) => Promise<OwnPurchase>;
  readonly queryKey: readonly string[];
}

export function ManageOwn({ one, send, queryKey }: OwnProps) {
  const t = useText();
  const say = useSay();
  const may = useMay('ownPurchases.manage');
  const queries = useQueryClient();
  const { quantity, autoRenew, version } = one;
  const form = useForm({
    shape: ownPurchasePatch,
    start: { quantity, autoRenew },
    body: (values: { quantity: number; autoRenew: boolean }) => ({ ...values, version }),
    words: { quantity: t('manage.quantity.wrong') },
    refusedAt: { QuantityNotAllowed: 'quantity' },
    send,
    onSent: (changed) => {
      say(t('manage.saved', { name: changed.friendlyName }));
      queries.setQueryData(queryKey, changed);
    },
  });
  return (
    <Section title={t('manage.title')} purpose={t('manage.purpose')}>
      <Form form={form} submit={t('action.submit')} unless={may ? undefined : t('storeBuy.mayNot')}>
        {one.perSeat ? (
          <NumberInput
            form={form}
            name="quantity"
            label={t('word.quantity')}
            hint={t(one.inTrial ? 'manage.quantity.trial' : 'manage.quantity.hint')}
            required
          />
        ) : null}
        <CheckInput
          form={form}
          name="autoRenew"
          label={t('manage.autoRenew')}
          hint={t('manage.autoRenew.hint', { day: one.termEnd ? t.formats.day(one.termEnd) : '–' })}
        />
      </Form>
    </Section>
  );
}

/** Another plan of what the customer bought itself. */
export function PlanOwn({ one, send, queryKey }: OwnProps) {
  const t = useText();
  const say = useSay();
  const may = useMay('ownPurchases.manage');
  const queries = useQueryClient();
  const address = `/comptoir/v1/own-purchases/${encodeURIComponent(one.id)}`;
  const choices = useQuery({
    queryKey: [...queryKey, 'choices', one.version],
    queryFn: () => ask(`${address}/choices`, changeChoices),
  });
  return (
    <Loaded query={choices}>
      {(found) => (
        <ChangePlan
          key={one.version}
          choices={found}
          quantity={one.quantity}
          publisher={one.publisherName}
          scheduled={false}
          unless={may ? undefined : t('storeBuy.mayNot')}
          weigh={(plan: PlanWish) => ask(`${address}/preview`, changePreview, { method: 'POST', body: { plan } })}
          send={(plan: PlanWish) => send({ plan, version: one.version })}
          onSent={(changed) => {
            say(
              t(changed.askedPlan ? 'planChange.InProgress' : 'planChange.Completed', { publisher: one.publisherName }),
            );
            queries.setQueryData(queryKey, changed);
          }}
        />
      )}
    </Loaded>
  );
}

export function CancelOwn({ one, send, queryKey }: OwnProps) {
  const t = useText();
  const say = useSay();
  const may = useMay('ownPurchases.manage');
  const queries = useQueryClient();
  const [asking, setAsking] = useState(false);
  const cancel = useMutation({
    mutationFn: () => send({ status: 'deleted', version: one.version }),
    onSuccess: (changed) => {
      say(t(changed.pendingStep ? 'step.waits' : 'cancel.done', { name: changed.friendlyName }));
      queries.setQueryData(queryKey, changed);
    },
  });
  const free = one.status === 'pending' || one.inTrial;
  const day = one.termEnd ? t.formats.day(one.termEnd) : '–';
  const late = t(one.autoRenew ? 'cancel.passed' : 'cancel.ends', { day });
  const refunded = one.refundableUntil && t('cancel.refunded', { until: t.formats.moment(one.refundableUntil) });
  const text = free ? t(one.inTrial ? 'cancel.trial' : 'cancel.pending') : refunded || late;
  return (
    <Section title={t('cancel.title')} purpose={text}>
      {cancel.error ? <ErrorState error={cancel.error} /> : null}
      {free || refunded ? (
        <div className="commands">
          <ActionButton
            busy={cancel.isPending}
            unless={may ? undefined : t('storeBuy.mayNot')}
            onAct={() => setAsking(true)}
          >
            {t('cancel.action')}
          </ActionButton>
        </div>
      ) : null}
      {asking ? (
        <CancelConfirm
          name={one.friendlyName}
          text={text}
          onConfirm={() => {
            setAsking(false);
            cancel.mutate();
          }}
          onCancel={() => setAsking(false)}
        />
      ) : null}
    </Section>
  );
}
