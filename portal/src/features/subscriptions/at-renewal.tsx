/** What a subscription becomes at its renewal: another plan, term, billing cycle or quantity, scheduled or taken back. */
import type { ChangeChoices, SubscriptionPrice } from '@comptoir/contracts/comptoir/subscriptions';
import { subscriptionPatch, type Subscription } from '@comptoir/contracts/partner-center/subscriptions';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useWatch } from 'react-hook-form';
import { ActionButton } from '../../ui/action-button.tsx';
import { timesOf } from '../../ui/amounts.ts';
import { cycleText, termText } from '../../ui/cycles.ts';
import { NumberInput, SelectInput } from '../../ui/form/fields.tsx';
import { Form } from '../../ui/form/layout.tsx';
import { ProblemSummary } from '../../ui/form/problem-summary.tsx';
import { useForm } from '../../ui/form/use-form.ts';
import { Message } from '../../ui/message.tsx';
import { Section } from '../../ui/page.tsx';
import { Loaded } from '../../ui/states.tsx';
import { useText, type Text } from '../../ui/text.tsx';
import { useSay } from '../../ui/toast.tsx';
import { useMay } from '../account/me.ts';
import { dayAfter } from './line-price.ts';
import { choicesQuery, priceQuery } from './queries.ts';
import { useSubscriptionChange } from './use-change.ts';

interface AtRenewalProps {
  readonly subscription: Subscription;
  readonly customerId: string;
}

/** A plan with a term and a billing cycle, as a list offers it. */
interface Choice {
  readonly value: string;
  readonly skuId: string;
  readonly planName: string;
  readonly perSeat: boolean;
  readonly term: string;
  readonly cycle: string;
  /** Of one unit and cycle. */
  readonly price: string | undefined;
}

const valueOf = (skuId: string, term: string, cycle: string) => `${skuId} ${term} ${cycle}`;

/** What it has stands first, whether or not it is still sold. */
export function choicesOf(
  { current, plans }: ChangeChoices,
  { termDuration, billingCycle }: Pick<Subscription, 'termDuration' | 'billingCycle'>,
  standing: SubscriptionPrice,
): readonly Choice[] {
  const own = valueOf(current.skuId, termDuration, billingCycle);
  const price = standing.next?.price ?? standing.price;
  const stands = { ...current, value: own, term: termDuration, cycle: billingCycle, price };
  const sold = plans.flatMap((plan) =>
    plan.prices.map(({ term, billingCycle: cycle, price: amount }): Choice => {
      const { skuId, planName, perSeat } = plan;
      return { value: valueOf(skuId, term, cycle), skuId, planName, perSeat, term, cycle, price: amount };
    }),
  );
  return [stands, ...sold.filter(({ value }) => value !== own)];
}

export function AtRenewal(props: AtRenewalProps) {
  const t = useText();
  const { subscription, customerId } = props;
  const choices = useQuery(choicesQuery(customerId, subscription));
  const price = useQuery(priceQuery(customerId, subscription));
  const day = subscription.commitmentEndDate ? t.formats.day(dayAfter(subscription.commitmentEndDate)) : '';
  if (!subscription.autoRenewEnabled) return null;
  return (
    <Section title={t('renewal.title')} purpose={t('renewal.purpose', { day })}>
      <Loaded query={price}>
        {(standing) => (
          <>
            <Dropped price={standing} />
            <Scheduled {...props} price={standing} />
            <Loaded query={choices}>
              {(found) => (
                <ScheduleForm
                  // The plan and what is scheduled come after the subscription itself: the form begins anew with them.
                  key={`${subscription.attributes.etag} ${found.current.skuId} ${JSON.stringify(standing.scheduled)}`}
                  {...props}
                  standing={standing}
                  choices={choicesOf(found, subscription, standing)}
                  currency={found.currency}
                />
              )}
            </Loaded>
          </>
        )}
      </Loaded>
    </Section>
  );
}

const namedTerm = (t: Text, one: { planName: string; term: string; billingCycle: string }) =>
  t('renewal.choice', { plan: one.planName, term: termText(t, one.term, one.billingCycle) });

function Dropped({ price: { dropped } }: { price: SubscriptionPrice }) {
  const t = useText();
  if (!dropped) return null;
  const values = { day: t.formats.day(dropped.at), plan: namedTerm(t, dropped), quantity: dropped.quantity };
  return <Message>{t(`renewal.dropped.${dropped.reason}`, values)}</Message>;
}

function Scheduled({ subscription, customerId, price }: AtRenewalProps & { readonly price: SubscriptionPrice }) {
  const t = useText();
  const say = useSay();
  const may = useMay('subscriptions.buy');
  const change = useSubscriptionChange(customerId, subscription);
  const takeBack = useMutation({
    mutationFn: () => change.send({ autoRenewEnabled: true }),
    onSuccess: async (changed) => {
      say(t('renewal.removed'));
      await change.taken(changed);
    },
  });
  const { scheduled, currency } = price;
  if (!scheduled) return null;
  const { quantity, billingCycle: cycle } = scheduled;
  const total = cycleText(t, { amount: timesOf(scheduled.price, quantity), currency, cycle });
  const values = { day: t.formats.day(scheduled.from), plan: namedTerm(t, scheduled), quantity, total };
  return (
    <>
      <ProblemSummary error={takeBack.error} />
      <Message
        tone="good"
        commands={
          <ActionButton
            busy={takeBack.isPending}
            unless={may ? undefined : t('manage.mayNot')}
            onAct={() => takeBack.mutate()}
          >
            {t('renewal.remove')}
          </ActionButton>
        }
      >
        {t('renewal.scheduled', values)}
      </Message>
    </>
  );
}

interface ScheduleProps extends AtRenewalProps {
  readonly standing: SubscriptionPrice;
  readonly choices: readonly Choice[];
  readonly currency: string;
}

interface Values {
  choice: string;
  quantity: number;
}

function useScheduleForm({ subscription, customerId, standing, choices }: ScheduleProps) {
  const t = useText();
  const say = useSay();
  const change = useSubscriptionChange(customerId, subscription);
  const { scheduled } = standing;
  const choiceOf = (value: string) => choices.find((one) => one.value === value) ?? choices[0]!;
  const planned = scheduled && valueOf(scheduled.skuId, scheduled.term, scheduled.billingCycle);
  const form = useForm({
    shape: subscriptionPatch,
    start: {
      choice: choiceOf(planned ?? '').value,
      quantity: scheduled?.quantity ?? subscription.quantity,
    } as Values,
    body: ({ choice, quantity }: Values) => {
      const { skuId, term: termDuration, cycle: billingCycle, perSeat } = choiceOf(choice);
      const product = { skuId, termDuration, billingCycle };
      return {
        autoRenewEnabled: true,
        scheduledNextTermInstructions: { product, quantity: perSeat ? quantity : 1 },
      };
    },
    check: ({ quantity }) =>
      quantity >= 1 ? [] : [{ path: 'quantity' as const, message: t('manage.quantity.wrong') }],
    fieldOf: (path) => (path.endsWith('quantity') ? 'quantity' : undefined),
    refusedAt: { QuantityNotAllowed: 'quantity', NotPurchasable: 'choice', TermNotOffered: 'choice' },
    send: change.send,
    onSent: async (changed) => {
      say(t('renewal.saved'));
      await change.taken(changed);
    },
  });
  return { form, choiceOf };
}

function ScheduleForm(props: ScheduleProps) {
  const t = useText();
  const may = useMay('subscriptions.buy');
  const { form, choiceOf } = useScheduleForm(props);
  const [choice, quantity] = useWatch({ control: form.hook.control, name: ['choice', 'quantity'] });
  const { price, cycle, perSeat } = choiceOf(choice);
  const { currency } = props;
  const count = perSeat && Number.isInteger(quantity) ? quantity : 1;
  const hint = price && cycleText(t, { amount: timesOf(price, count), currency, cycle });
  return (
    <Form form={form} submit={t('renewal.submit')} unless={may ? undefined : t('manage.mayNot')} edits>
      <div className="field-row">
        <SelectInput
          form={form}
          name="choice"
          label={t('renewal.plan')}
          options={props.choices.map(({ value, planName, term, cycle: billingCycle }) => {
            return { value, label: namedTerm(t, { planName, term, billingCycle }) };
          })}
          {...(hint ? { hint: t('renewal.price', { amount: hint }) } : {})}
        />
        {perSeat ? <NumberInput form={form} name="quantity" label={t('renewal.quantity')} required /> : null}
      </div>
    </Form>
  );
}
