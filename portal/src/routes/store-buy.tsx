import { ownPurchaseMade, ownPurchaseRequest } from '@comptoir/contracts/comptoir/own-purchases';
import type { StoreOffer, StorePlan } from '@comptoir/contracts/comptoir/store';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useNavigate, useParams } from '@tanstack/react-router';
import { ask } from '../api/client.ts';
import { useMay, useMe } from '../features/account/me.ts';
import { TermsLink } from '../features/contract/terms.tsx';
import { PriceRows } from '../features/marketplace/price-rows.tsx';
import { storeOfferQuery } from '../features/store/queries.ts';
import { paths } from '../paths.ts';
import { termText } from '../ui/cycles.ts';
import { CheckInput, NumberInput, RadioInput, SelectInput } from '../ui/form/fields.tsx';
import { Form } from '../ui/form/layout.tsx';
import { useForm } from '../ui/form/use-form.ts';
import { Page, Section } from '../ui/page.tsx';
import { EmptyState, Loaded } from '../ui/states.tsx';
import { useText } from '../ui/text.tsx';

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

function Order({ offer, plans }: { offer: StoreOffer; plans: readonly StorePlan[] }) {
  const t = useText();
  const may = useMay('ownPurchases.manage');
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
    send: (body) => ask('/comptoir/v1/own-purchases', ownPurchaseMade, { method: 'POST', body }),
    onSent: async ({ subscriptionId }) => {
      await queries.invalidateQueries({ queryKey: ['ownSubscriptions'] });
      await navigate({ to: paths.ownPurchase(subscriptionId) });
    },
  });
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
          }))}
          required
        />
        {plan.pricingModel === 'perSeat' ? (
          <NumberInput form={form} name="quantity" label={t('word.quantity')} required />
        ) : null}
        <CheckInput form={form} name="acceptTerms" label={t('storeBuy.terms')} />
        <p>
          <TermsLink terms={offer.terms} />
        </p>
      </Form>
    </Section>
  );
}
