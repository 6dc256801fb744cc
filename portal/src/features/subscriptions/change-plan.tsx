/** Another plan of the offer, from now on: what it costs and gives back is told before it is confirmed (decision 0109). */
import {
  planWish,
  type ChangeChoices,
  type ChangePreview,
  type PlanWish,
} from '@comptoir/contracts/comptoir/subscriptions';
import { useRef } from 'react';
import { useWatch } from 'react-hook-form';
import { useAsk } from '../../ui/ask.tsx';
import { cycleText } from '../../ui/cycles.ts';
import { NumberInput, SelectInput } from '../../ui/form/fields.tsx';
import { Form } from '../../ui/form/layout.tsx';
import { useForm } from '../../ui/form/use-form.ts';
import { Section } from '../../ui/page.tsx';
import { useText, type Text } from '../../ui/text.tsx';
import { previewText } from './preview.ts';

interface ChangePlanProps<Answer> {
  readonly choices: ChangeChoices;
  readonly quantity: number;
  readonly publisher: string;
  /** What is for the renewal only can be scheduled on this page. */
  readonly schedules: boolean;
  /** Something is scheduled for the renewal, which another plan takes back. */
  readonly scheduled: boolean;
  /** Why this person may not. */
  readonly unless: string | undefined;
  readonly weigh: (plan: PlanWish) => Promise<ChangePreview>;
  readonly send: (plan: PlanWish) => Promise<Answer>;
  readonly onSent: (answer: Answer) => unknown;
}

type Choice = ChangeChoices['plans'][number];

/** Plans that it may have now, and those that it may have from its renewal on only. */
function plansOf({ current, plans }: ChangeChoices) {
  const others = plans.filter(({ skuId }) => skuId !== current.skuId);
  return { now: others.filter(({ notNow }) => !notNow), later: others.filter(({ notNow }) => notNow) };
}

export function ChangePlan<Answer>(props: ChangePlanProps<Answer>) {
  const t = useText();
  const { now, later } = plansOf(props.choices);
  if (now.length === 0 && later.length === 0) return null;
  return (
    <Section title={t('planChange.title')} purpose={t('planChange.purpose')}>
      {now.length > 0 ? <PlanForm {...props} plans={now} /> : null}
      {later.map((plan) => (
        <p key={plan.skuId} className="quiet">
          {laterText(t, plan, props.schedules)}
        </p>
      ))}
    </Section>
  );
}

interface PlanFormProps<Answer> extends ChangePlanProps<Answer> {
  readonly plans: readonly Choice[];
}

/** Why it is not one for now, and what can be done about it. */
function laterText(t: Text, { notNow, planName, seats }: Choice, schedules: boolean): string {
  const values = { plan: planName, ...seats };
  const here = schedules ? undefined : t.maybe(`planChange.later.${notNow}.unscheduled`, values);
  return here ?? t(`planChange.later.${notNow!}`, values);
}

/** Of one unit and billing cycle, for the term that runs. */
function priceText(t: Text, { currency, term, billingCycle: cycle }: ChangeChoices, plan: Choice): string | undefined {
  const price = plan.prices.find((one) => one.term === term && one.billingCycle === cycle);
  return price && cycleText(t, { amount: price.price, currency, cycle });
}

function usePlanForm<Answer>(props: PlanFormProps<Answer>) {
  const t = useText();
  const { ask, question } = useAsk();
  const preview = useRef<ChangePreview>(undefined);
  const { choices, plans, quantity: before, publisher, scheduled } = props;
  const planOf = (skuId: string) => plans.find((one) => one.skuId === skuId) ?? plans[0]!;
  const isCounted = (plan: Choice) => plan.perSeat && !choices.current.perSeat;
  const form = useForm({
    shape: planWish,
    start: { skuId: plans[0]!.skuId, quantity: plans[0]!.seats.min },
    body: ({ skuId, quantity }: { skuId: string; quantity: number }) =>
      isCounted(planOf(skuId)) ? { skuId, quantity } : { skuId },
    refusedAt: { QuantityNotAllowed: 'quantity', NotPurchasable: 'skuId', TermNotOffered: 'skuId' },
    rehearse: async (plan) => {
      preview.current = await props.weigh(plan);
    },
    ask: ({ skuId, quantity }) => {
      const plan = planOf(skuId);
      const count = isCounted(plan) ? quantity : plan.perSeat ? before : 1;
      const cycle = t.maybe(`cycle.${choices.billingCycle}`) ?? choices.billingCycle;
      return ask({
        title: t('planChange.asked', { plan: plan.planName, before: choices.current.planName }),
        text: [
          preview.current?.amounts === 'free'
            ? t('planChange.asked.free')
            : t('planChange.asked.text', { before, count, plan: plan.planName, cycle }),
          previewText(t, preview.current),
          t('planChange.asked.publisher', { publisher }),
          scheduled ? t('planChange.asked.scheduled') : '',
        ]
          .filter(Boolean)
          .join(' '),
        confirm: t('planChange.submit'),
        danger: false,
      });
    },
    send: props.send,
    onSent: props.onSent,
  });
  return { form, question, planOf, isCounted };
}

function PlanForm<Answer>(props: PlanFormProps<Answer>) {
  const t = useText();
  const { form, question, planOf, isCounted } = usePlanForm(props);
  const plan = planOf(useWatch({ control: form.hook.control, name: 'skuId' }));
  const price = priceText(t, props.choices, plan);
  const hint = price && t(plan.perSeat ? 'planChange.pricePerSeat' : 'planChange.price', { price });
  return (
    <>
      <Form form={form} submit={t('planChange.submit')} unless={props.unless}>
        <div className="field-row">
          <SelectInput
            form={form}
            name="skuId"
            label={t('planChange.plan')}
            options={props.plans.map(({ skuId, planName }) => ({ value: skuId, label: planName }))}
            {...(hint ? { hint } : {})}
          />
          {isCounted(plan) ? <NumberInput form={form} name="quantity" label={t('word.quantity')} required /> : null}
        </div>
      </Form>
      {question}
    </>
  );
}
