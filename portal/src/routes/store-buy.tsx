import {
  ownPurchaseMade,
  ownPurchasePreview,
  ownPurchaseRequest,
  type OwnPurchasePreview,
} from '@comptoir/contracts/comptoir/own-purchases';
import type { StoreOffer, StorePlan } from '@comptoir/contracts/comptoir/store';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useNavigate, useParams } from '@tanstack/react-router';
import { useRef } from 'react';
import { ask } from '../api/client.ts';
import { useMay, useMe } from '../features/account/me.ts';
import { TermsLink } from '../features/contract/terms.tsx';
import { PriceRows } from '../features/marketplace/price-rows.tsx';
import { storeOfferQuery } from '../features/store/queries.ts';
import { paths } from '../paths.ts';
import { timesOf } from '../ui/amounts.ts';
import { useAsk } from '../ui/ask.tsx';
import { cycleText, termText } from '../ui/cycles.ts';
import { CheckInput, NumberInput, RadioInput, SelectInput } from '../ui/form/fields.tsx';
import { Form } from '../ui/form/layout.tsx';
import { useForm } from '../ui/form/use-form.ts';
import { Page, Section } from '../ui/page.tsx';
import { EmptyState, Loaded } from '../ui/states.tsx';
import { useText, type Text } from '../ui/text.tsx';

/** The customer buys a plan of the store for itself, without a partner. */
export function StoreBuyPage() {
  const { productId } = useParams({ from: '/framed/customer/buy/$productId' });
  const { country } = useMe().tenant;
  const query = useQuery(storeOfferQuery(productId, country));
  return (
    <Loaded query={query} page>
      {(offer) => <Buy offer={offer} plans={offer.plans.filter(({ offeredAs }) => offeredAs?.prices.length)} />}
    </Loaded>
  );
}

function Buy({ offer, plans }: { offer: StoreOffer; plans: readonly StorePlan[] }) {
  const t = useText();
  return (
    <Page
      title={t('storeBuy.title', { offer: offer.title })}
      purpose={t('storeBuy.purpose', { publisher: offer.publisherName })}
      crumbs={[{ label: t('menu.ownSubscriptions'), to: paths.ownSubscriptions }]}
    >
      {plans.length === 0 ? (
        <EmptyState title={t('storeBuy.none')} text={t('storeBuy.none.text')} />
      ) : (
        <Order offer={offer} plans={plans} />
      )}
    </Page>
  );
}

interface Values {
  readonly planId: string;
  readonly price: string;
  readonly quantity: number;
  readonly acceptTerms: boolean;
}

/** Term and cycle as one choice. */
const priceKey = ({ term, billingCycle }: { term: string; billingCycle: string }) => `${term} ${billingCycle}`;
const pricesOf = (plan: StorePlan) => (plan.offeredAs?.prices ?? []).filter(({ trialDays }) => trialDays === null);

const fieldOf = (path: string) => (path === 'term' || path === 'billingCycle' ? 'price' : undefined);
const refusedAt = { QuantityNotAllowed: 'quantity', TermNotOffered: 'price', NotInMarket: 'planId' } as const;

/** What it costs a billing cycle, and from when: of a free trial once it is over. */
function costText(
  t: Text,
  { unitPrice, quantity, currency, billingCycle: cycle, trial }: Omit<OwnPurchasePreview, 'plan'>,
) {
  const amount = cycleText(t, { amount: timesOf(unitPrice, quantity), currency, cycle });
  return t(trial ? 'storeBuy.total.trial' : 'storeBuy.total', { amount });
}

interface OrderProps {
  readonly offer: StoreOffer;
  readonly plans: readonly StorePlan[];
}

function useOrderForm({ offer, plans }: OrderProps) {
  const t = useText();
  const { ask: question, question: asked } = useAsk();
  const preview = useRef<OwnPurchasePreview>(undefined);
  const navigate = useNavigate();
  const queries = useQueryClient();
  const first = plans[0]!;
  const form = useForm({
    shape: ownPurchaseRequest,
    start: { planId: first.planId, price: priceKey(pricesOf(first)[0]!), quantity: 1, acceptTerms: false } as Values,
    body: ({ planId, price, quantity, acceptTerms }: Values) => {
      const [term, billingCycle] = price.split(' ');
      return { productId: offer.productId, planId, term, billingCycle, quantity, acceptTerms };
    },
    fieldOf,
    words: { acceptTerms: t('storeBuy.terms.needed'), quantity: t('manage.quantity.wrong') },
    refusedAt,
    rehearse: async (body) => {
      preview.current = await ask('/comptoir/v1/own-purchases/preview', ownPurchasePreview, { method: 'POST', body });
    },
    ask: ({ planId }: Values) => {
      const { plan, quantity } = preview.current!;
      const perSeat = plans.find((one) => one.planId === planId)?.pricingModel === 'perSeat';
      return question({
        title: t('storeBuy.asked', { offer: offer.title, plan }),
        text: [
          perSeat ? t('storeBuy.asked.licences', { quantity }) : '',
          costText(t, preview.current!),
          t('storeBuy.asked.binding', { publisher: offer.publisherName }),
        ]
          .filter(Boolean)
          .join(' '),
        confirm: t('storeBuy.submit'),
        danger: false,
      });
    },
    send: (body) => ask('/comptoir/v1/own-purchases', ownPurchaseMade, { method: 'POST', body }),
    onSent: async ({ subscriptionId }) => {
      await queries.invalidateQueries({ queryKey: ['ownSubscriptions'] });
      await navigate({ to: paths.ownPurchase(subscriptionId) });
    },
  });
  return { form, asked };
}

function Order(props: OrderProps) {
  const t = useText();
  const may = useMay('ownPurchases.manage');
  const { offer, plans } = props;
  const { form, asked } = useOrderForm(props);
  const first = plans[0]!;
  const plan = plans.find(({ planId }) => planId === form.hook.watch('planId')) ?? first;
  const choosePlan = (planId: string) => {
    form.hook.setValue('price', priceKey(pricesOf(plans.find((one) => one.planId === planId) ?? first)[0]!));
    form.hook.setValue('quantity', 1);
  };
  return (
    <Section title={t('storeBuy.choose')}>
      <Form form={form} submit={t('storeBuy.submit')} unless={may ? undefined : t('storeBuy.mayNot')}>
        <SelectInput
          form={form}
          name="planId"
          label={t('storeBuy.plan')}
          options={plans.map(({ planId, name }) => ({ value: planId, label: name }))}
          onChoice={choosePlan}
          required
        />
        <PriceRows plan={plan} currency={plan.offeredAs!.currency} prices={plan.offeredAs!.prices} />
        <RadioInput
          form={form}
          name="price"
          label={t('word.term')}
          options={pricesOf(plan).map((one) => ({
            value: priceKey(one),
            label: termText(t, one.term, one.billingCycle),
            hint: trialHint(t, plan),
          }))}
          required
        />
        {plan.pricingModel === 'perSeat' ? (
          <NumberInput form={form} name="quantity" label={t('word.quantity')} required />
        ) : null}
        <Total plan={plan} price={form.hook.watch('price')} quantity={form.hook.watch('quantity')} />
        <CheckInput form={form} name="acceptTerms" label={t('storeBuy.terms')} />
        <p>
          <TermsLink terms={offer.terms} />
        </p>
      </Form>
      {asked}
    </Section>
  );
}

const trialOf = ({ offeredAs }: StorePlan) => offeredAs?.prices.find(({ trialDays }) => trialDays !== null);

/** The trial begins by itself, once an organisation. */
function trialHint(t: Text, plan: StorePlan): string | undefined {
  const days = trialOf(plan)?.trialDays;
  return typeof days === 'number' ? t('storeBuy.trial', { days }) : undefined;
}

/** What was chosen costs, before the tax and before it is asked about; nothing while the quantity is none. */
function Total({ plan, price, quantity }: { plan: StorePlan; price: string; quantity: number }) {
  const t = useText();
  const chosen = pricesOf(plan).find((one) => priceKey(one) === price);
  const count = plan.pricingModel === 'perSeat' ? Number(quantity) : 1;
  if (!chosen || !Number.isSafeInteger(count) || count < 1) return null;
  const { amount: unitPrice, billingCycle } = chosen;
  const cost = { unitPrice, quantity: count, currency: plan.offeredAs!.currency, billingCycle };
  return <p>{costText(t, { ...cost, trial: trialOf(plan) !== undefined })}</p>;
}
