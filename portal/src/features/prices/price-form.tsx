/** A new price: product, plan and term, for all or one of the customers, or of a provider's resellers, from a day on. */
import { buyerKinds, priceRequest } from '@comptoir/contracts/comptoir/billing';
import { useInfiniteQuery, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { SelectInput, TextInput, type Option } from '../../ui/form/fields.tsx';
import { Form } from '../../ui/form/layout.tsx';
import { filled } from '../../ui/form/problems.ts';
import { useForm } from '../../ui/form/use-form.ts';
import { Section } from '../../ui/page.tsx';
import { useText } from '../../ui/text.tsx';
import { useSay } from '../../ui/toast.tsx';
import { amountTyped } from '../../ui/typed.ts';
import { useMay, useMe } from '../account/me.ts';
import { customerQuery, customersQuery } from '../customers/queries.ts';
import { marketplaceOfferQuery, marketplaceQuery, priceOptions } from '../marketplace/queries.ts';
import { pricesQuery, setPrice } from './queries.ts';

interface Values {
  buyerKind: string;
  customerTenantId: string;
  /** PartnerID; every reseller when empty. */
  resellerMpnId: string;
  productId: string;
  /** Plan and price option, `sku term cycle`. */
  option: string;
  amount: string;
  /** A day; now when empty. */
  effectiveFrom: string;
}

const empty: Values = {
  buyerKind: 'customer',
  customerTenantId: '',
  resellerMpnId: '',
  productId: '',
  option: '',
  amount: '',
  effectiveFrom: '',
};

function usePriceForm() {
  const t = useText();
  const say = useSay();
  const queries = useQueryClient();
  const [chosen, setChosen] = useState({ customer: '', product: '' });
  const choices = useChoices(chosen.customer, chosen.product);
  const form = useForm({
    shape: priceRequest,
    start: empty,
    startsAnew: true,
    body: (values: Values) => bodyOf(values, choices.options),
    fieldOf: (path) => (optionMembers.has(path) ? 'option' : undefined),
    words: { amount: t('prices.amount.wrong'), resellerMpnId: t('prices.reseller.wrong') },
    send: setPrice,
    onSent: async () => {
      setChosen({ customer: '', product: '' });
      say(t('prices.saved'));
      await queries.invalidateQueries({ queryKey: pricesQuery.queryKey });
    },
  });
  /** Another customer or product has other plans and prices. */
  const choose = (part: Partial<typeof chosen>) => {
    form.hook.setValue('option', '');
    setChosen({ ...chosen, ...part });
  };
  return { form, choices, choose };
}

export function PriceForm() {
  const t = useText();
  const may = useMay('prices.manage');
  const { form, choices, choose } = usePriceForm();
  const option = choices.options.find((each) => each.value === form.hook.watch('option'));
  const amount = option ? t('prices.amountIn', { currency: option.currency }) : t('prices.amount');
  const { customers, products, options } = choices;
  const none = t('prices.choose');
  return (
    <Section title={t('prices.new')} purpose={t('prices.new.hint')}>
      <Form form={form} submit={t('prices.save')} unless={may ? undefined : t('prices.mayNot')}>
        <div className="field-row">
          <Buyer form={form} customers={customers} onCustomer={(customer) => choose({ customer })} />
          <SelectInput
            form={form}
            name="productId"
            label={t('word.product')}
            none={none}
            options={products}
            onChoice={(product) => choose({ product })}
            required
          />
          <SelectInput form={form} name="option" label={t('prices.plan')} none={none} options={options} required />
          <TextInput
            form={form}
            name="amount"
            label={amount}
            inputMode="decimal"
            required
            hint={t('prices.amount.hint')}
          />
          <TextInput
            form={form}
            name="effectiveFrom"
            label={t('prices.from')}
            type="date"
            hint={t('prices.from.hint')}
          />
        </div>
      </Form>
    </Section>
  );
}

/** Only an indirect provider has resellers to choose. */
function Buyer(props: {
  form: ReturnType<typeof usePriceForm>['form'];
  customers: readonly Option[];
  onCustomer: (customer: string) => void;
}) {
  const t = useText();
  const { form } = props;
  const isProvider = useMe().parts.includes('provider');
  const kinds = buyerKinds.map((value) => ({ value, label: t(`prices.buyer.${value}`) }));
  return (
    <>
      {isProvider ? (
        <SelectInput
          form={form}
          name="buyerKind"
          label={t('prices.buyer')}
          options={kinds}
          onChoice={() => {
            form.hook.setValue('resellerMpnId', '');
            form.hook.setValue('customerTenantId', '');
            props.onCustomer('');
          }}
        />
      ) : null}
      {form.hook.watch('buyerKind') === 'reseller' ? (
        <TextInput
          form={form}
          name="resellerMpnId"
          label={t('prices.reseller')}
          inputMode="numeric"
          hint={t('prices.reseller.hint')}
        />
      ) : (
        <SelectInput
          form={form}
          name="customerTenantId"
          label={t('word.customer')}
          none={t('prices.everyone')}
          options={props.customers}
          onChoice={props.onCustomer}
        />
      )}
    </>
  );
}

interface PlanChoice {
  readonly value: string;
  readonly label: string;
  readonly skuId: string;
  readonly term: string;
  readonly billingCycle: string;
  readonly currency: string;
}

/** Members of the request that one choice stands for. */
const optionMembers = new Set(['skuId', 'term', 'billingCycle', 'currency']);

function bodyOf({ option: value, amount, effectiveFrom, ...rest }: Values, options: readonly PlanChoice[]): unknown {
  const option = options.find((each) => each.value === value);
  return filled({
    ...rest,
    skuId: option?.skuId,
    term: option?.term,
    billingCycle: option?.billingCycle,
    currency: option?.currency,
    amount: amountTyped(amount),
    effectiveFrom: effectiveFrom ? `${effectiveFrom}T00:00:00Z` : '',
  });
}

function useChoices(customerId: string, productId: string) {
  const t = useText();
  const customers = useInfiniteQuery(customersQuery('')).data?.pages.flatMap((page) => page.items) ?? [];
  const offers = useInfiniteQuery(marketplaceQuery({})).data?.pages.flatMap((page) => page.items) ?? [];
  const customer = useQuery({ ...customerQuery(customerId), enabled: customerId !== '' }).data;
  const country = customer?.billingProfile.defaultAddress.country;
  const offer = useQuery({ ...marketplaceOfferQuery(productId, country), enabled: productId !== '' }).data;
  const options: PlanChoice[] = (productId ? (offer?.plans ?? []) : []).flatMap((plan) =>
    priceOptions(plan).map((option) => ({
      value: `${plan.skuId} ${option.key}`,
      label: `${plan.name} · ${t.maybe(`term.${option.term}`) ?? option.term} · ${t.maybe(`cycle.${option.billingCycle}`) ?? option.billingCycle}`,
      skuId: plan.skuId,
      term: option.term,
      billingCycle: option.billingCycle,
      currency: option.currency,
    })),
  );
  return {
    customers: customers.map((each) => ({ value: each.id, label: each.companyProfile.companyName })),
    products: offers.map((each) => ({ value: each.productId, label: each.title })),
    options,
  };
}
