/** What a customer changes of a subscription that it bought itself: quantity, plan, renewal, its end. */
import { ownPurchasePatch, type OwnPurchase, type OwnPurchasePatch } from '@comptoir/contracts/comptoir/own-purchases';
import {
  changeChoices,
  changePreview,
  type ChangePreview,
  type ChangeToPreview,
  type PlanWish,
} from '@comptoir/contracts/comptoir/subscriptions';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import { ask } from '../../api/client.ts';
import { ActionButton } from '../../ui/action-button.tsx';
import { useAsk } from '../../ui/ask.tsx';
import { CheckInput, NumberInput } from '../../ui/form/fields.tsx';
import { Form } from '../../ui/form/layout.tsx';
import { ProblemSummary } from '../../ui/form/problem-summary.tsx';
import { useForm } from '../../ui/form/use-form.ts';
import { Section } from '../../ui/page.tsx';
import { Loaded } from '../../ui/states.tsx';
import { useText } from '../../ui/text.tsx';
import { useSay } from '../../ui/toast.tsx';
import { useMay } from '../account/me.ts';
import { CancelConfirm } from './cancel-confirm.tsx';
import { ChangePlan } from './change-plan.tsx';
import { previewText } from './preview.ts';
import { quantityQuestion } from './quantity-question.ts';

interface OwnProps {
  readonly one: OwnPurchase;
  readonly send: (patch: OwnPurchasePatch) => Promise<OwnPurchase>;
  readonly queryKey: readonly string[];
}

/** What a change would cost and give back; nothing is changed. */
const weigh = ({ id }: OwnPurchase, body: ChangeToPreview) =>
  ask(`/comptoir/v1/own-purchases/${encodeURIComponent(id)}/preview`, changePreview, { method: 'POST', body });

function useManageForm({ one, send, queryKey }: OwnProps) {
  const t = useText();
  const say = useSay();
  const queries = useQueryClient();
  const { ask: question, question: asked } = useAsk();
  const preview = useRef<ChangePreview>(undefined);
  const { quantity, autoRenew, version } = one;
  const form = useForm({
    shape: ownPurchasePatch,
    start: { quantity, autoRenew },
    body: (values: { quantity: number; autoRenew: boolean }) => ({ ...values, version }),
    words: { quantity: t('manage.quantity.wrong') },
    refusedAt: { QuantityNotAllowed: 'quantity' },
    rehearse: async (wish) => {
      preview.current =
        wish.quantity === undefined || wish.quantity === quantity
          ? undefined
          : await weigh(one, { quantity: wish.quantity });
    },
    // Nothing is charged in a trial.
    ask: (values) =>
      values.quantity === quantity ||
      one.inTrial ||
      question({ ...quantityQuestion(t, one, values.quantity, preview.current), danger: false }),
    send,
    onSent: (changed) => {
      say(t('manage.saved', { name: changed.friendlyName }));
      queries.setQueryData(queryKey, changed);
    },
  });
  return { form, asked };
}

/** While a change waits for the publisher, only the renewal is the customer's to change. */
export function ManageOwn(props: OwnProps) {
  const t = useText();
  const may = useMay('ownPurchases.manage');
  const { form, asked } = useManageForm(props);
  const { one } = props;
  const hasLicences = one.perSeat && !isWaiting(one);
  return (
    <Section title={t('manage.title')} purpose={t(hasLicences ? 'ownPurchase.purpose' : 'ownPurchase.purpose.renewal')}>
      <Form form={form} submit={t('action.submit')} unless={may ? undefined : t('storeBuy.mayNot')}>
        {hasLicences ? (
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
      {asked}
    </Section>
  );
}

/** A change waits for the publisher's answer, or for a step on its site. */
export const isWaiting = ({ askedQuantity, askedPlan, pendingStep }: OwnPurchase) =>
  askedQuantity !== undefined || askedPlan !== undefined || pendingStep !== undefined;

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
          schedules={false}
          scheduled={false}
          unless={may ? undefined : t('storeBuy.mayNot')}
          weigh={(plan: PlanWish) => weigh(one, { plan })}
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
  const weighed = useMutation({
    mutationFn: () => weigh(one, { status: 'deleted' }),
    onSuccess: () => setAsking(true),
  });
  const free = one.status === 'pending' || one.inTrial;
  const day = one.termEnd ? t.formats.day(one.termEnd) : '–';
  const late = t(one.autoRenew ? 'cancel.passed' : 'cancel.ends', { day });
  const refunded = one.refundableUntil && t('cancel.refunded.own', { until: t.formats.moment(one.refundableUntil) });
  const text = free ? t(one.inTrial ? 'cancel.trial' : 'cancel.pending') : refunded || late;
  const isEnding = one.pendingStep?.action === 'Unsubscribe';
  return (
    <Section title={t('cancel.title')} purpose={text}>
      <ProblemSummary error={cancel.error ?? weighed.error} />
      {free || refunded ? (
        <div className="commands">
          <ActionButton
            busy={cancel.isPending || weighed.isPending}
            unless={!may ? t('storeBuy.mayNot') : isEnding ? t('errors.OperationPending') : undefined}
            onAct={() => weighed.mutate()}
          >
            {t('cancel.action')}
          </ActionButton>
        </div>
      ) : null}
      {asking ? (
        <CancelConfirm
          name={one.friendlyName}
          text={[text, previewText(t, weighed.data)].filter(Boolean).join(' ')}
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
