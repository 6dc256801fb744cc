/** What a partner changes of a subscription: nickname, quantity, renewal, reseller on the record (SUB-13 to SUB-17). */
import type { ChangePreview } from '@comptoir/contracts/comptoir/subscriptions';
import { subscriptionPatch, type Subscription } from '@comptoir/contracts/partner-center/subscriptions';
import { useRef } from 'react';
import { useAsk } from '../../ui/ask.tsx';
import { CheckInput, NumberInput, PickerInput, TextInput } from '../../ui/form/fields.tsx';
import { Form } from '../../ui/form/layout.tsx';
import { useForm } from '../../ui/form/use-form.ts';
import { Section } from '../../ui/page.tsx';
import { useText, type Text } from '../../ui/text.tsx';
import { useSay } from '../../ui/toast.tsx';
import { useMay } from '../account/me.ts';
import { resellerChoices, useResellerName, useResells } from '../partnerships/reseller-choices.ts';
import { quantityQuestion } from './quantity-question.ts';
import { previewChange } from './queries.ts';
import { useSubscriptionChange } from './use-change.ts';

const startOf = ({ friendlyName, quantity, autoRenewEnabled, partnerId }: Subscription) => ({
  friendlyName,
  quantity,
  autoRenewEnabled,
  partnerId,
});
type Values = ReturnType<typeof startOf>;

/**
 * Before a change of quantity what is credited, what is charged, and from when; before auto-renew is switched off what is
 * dropped by it. Undefined: nothing is asked.
 */
function questionOf(t: Text, standing: Subscription, values: Values, preview: ChangePreview | undefined) {
  const { quantity: before, billingCycle, isTrial, scheduledNextTermInstructions: scheduled } = standing;
  const { quantity: after, autoRenewEnabled } = values;
  const dropped = scheduled && !autoRenewEnabled ? t('manage.autoRenew.dropped') : '';
  // Nothing is charged in a trial.
  if (after === before || isTrial) {
    return dropped ? { title: t('manage.autoRenew.asked'), text: dropped, confirm: t('action.submit') } : undefined;
  }
  const asked = quantityQuestion(t, { quantity: before, billingCycle }, after, preview);
  return { ...asked, text: [asked.text, dropped].filter(Boolean).join(' ') };
}

interface ManageProps {
  readonly subscription: Subscription;
  readonly customerId: string;
}

function useManageForm({ subscription, customerId }: ManageProps) {
  const t = useText();
  const say = useSay();
  const change = useSubscriptionChange(customerId, subscription);
  const { ask, question } = useAsk();
  const preview = useRef<ChangePreview>(undefined);
  const form = useForm({
    shape: subscriptionPatch,
    start: startOf(subscription),
    // An empty PartnerID takes the reseller off, and is sent; what is scheduled for the renewal stays with it.
    body: ({ ...values }: Values) => ({
      ...values,
      ...(values.autoRenewEnabled && subscription.scheduledNextTermInstructions
        ? { scheduledNextTermInstructions: subscription.scheduledNextTermInstructions }
        : {}),
    }),
    words: { quantity: t('manage.quantity.wrong') },
    check: ({ quantity }) =>
      quantity >= 1 ? [] : [{ path: 'quantity' as const, message: t('manage.quantity.wrong') }],
    refusedAt: {
      NicknameRefused: 'friendlyName',
      QuantityNotAllowed: 'quantity',
      ResellerIsProvider: 'partnerId',
      ResellerNotConnected: 'partnerId',
      ResellerNotIndirect: 'partnerId',
      ResellerAgreementMissing: 'partnerId',
      ResellerUnknown: 'partnerId',
    },
    rehearse: async ({ quantity }) => {
      preview.current =
        quantity === undefined || quantity === subscription.quantity
          ? undefined
          : await previewChange(customerId, subscription.id, { quantity });
    },
    ask: (values) => {
      const asked = questionOf(t, subscription, values, preview.current);
      return asked ? ask(asked) : true;
    },
    send: change.send,
    onSent: async (changed) => {
      say(t('manage.saved', { name: changed.friendlyName }));
      await change.taken(changed);
    },
  });
  return { form, question };
}

/** Before its set-up only the nickname is the partner's to change; while a change waits for the publisher, not the quantity. */
export function ManageSubscription({ subscription, customerId }: ManageProps) {
  const t = useText();
  const may = useMay('subscriptions.buy');
  const resells = useResells();
  const reseller = useResellerName(resells ? subscription.partnerId : '');
  const { form, question } = useManageForm({ subscription, customerId });
  const active = subscription.status === 'active';
  return (
    <Section title={t('manage.title')} purpose={t(active ? 'manage.purpose' : 'manage.purpose.waiting')}>
      <Form form={form} submit={t('action.submit')} unless={may ? undefined : t('manage.mayNot')} edits>
        <div className="field-row">
          <TextInput form={form} name="friendlyName" label={t('manage.nickname')} maxLength={256} required />
          {active && !subscription.pendingOperation && subscription.unitType === 'Licenses' ? (
            <NumberInput
              form={form}
              name="quantity"
              label={t('word.quantity')}
              hint={t(subscription.isTrial ? 'manage.quantity.trial' : 'manage.quantity.hint')}
              required
            />
          ) : null}
          {active && resells ? (
            <PickerInput
              // Its name is known a moment later.
              key={reseller}
              form={form}
              name="partnerId"
              label={t('manage.reseller')}
              hint={t('manage.reseller.hint')}
              source={resellerChoices}
              first={reseller}
              none={t('cart.reseller.none')}
            />
          ) : null}
        </div>
        {active ? (
          <CheckInput
            form={form}
            name="autoRenewEnabled"
            label={t('manage.autoRenew')}
            hint={t('manage.autoRenew.hint', { day: t.formats.day(subscription.commitmentEndDate) })}
          />
        ) : null}
      </Form>
      {question}
    </Section>
  );
}
