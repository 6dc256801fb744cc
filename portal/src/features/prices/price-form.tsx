/** A new price: product, plan and term, for all or one of the customers, or of a provider's resellers, from a day on. */
import { buyerKinds, priceRequest, type Price } from '@comptoir/contracts/comptoir/billing';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { isLess, marginOf } from '../../ui/amounts.ts';
import { termText } from '../../ui/cycles.ts';
import { PickerInput, SelectInput, TextInput } from '../../ui/form/fields.tsx';
import { Form } from '../../ui/form/layout.tsx';
import { useForm } from '../../ui/form/use-form.ts';
import { useAsk } from '../../ui/ask.tsx';
import { Section } from '../../ui/page.tsx';
import { useText, type Text } from '../../ui/text.tsx';
import { useSay } from '../../ui/toast.tsx';
import { amountTyped } from '../../ui/typed.ts';
import { healthQuery, useMay, useMe } from '../account/me.ts';
import { customerChoices, customerQuery } from '../customers/queries.ts';
import { marketplaceChoices, marketplaceOfferQuery, priceOptions } from '../marketplace/queries.ts';
import { bodyOf, doubtOf, optionMembers, startOf, type Doubt, type PlanChoice, type Values } from './model.ts';
import { Message } from '../../ui/message.tsx';
import { checkPrice, priceSource, setPrice } from './queries.ts';

interface PriceFormProps {
  /** The price that the new one takes over from. */
  readonly from: Price | undefined;
  readonly onSet: () => void;
}

function usePriceForm({ from, onSet }: PriceFormProps) {
  const t = useText();
  const say = useSay();
  const queries = useQueryClient();
  const today = useQuery(healthQuery).data?.now.slice(0, 10) ?? '';
  const [chosen, setChosen] = useState({ customer: from?.customerTenantId ?? '', product: from?.productId ?? '' });
  const { options, names } = useOptions(chosen.customer, chosen.product, from);
  const { ask, question } = useAsk();
  const form = useForm({
    shape: priceRequest,
    start: startOf(from, today),
    startsAnew: true,
    body: (values: Values) => bodyOf(values, options, today),
    fieldOf: (path) => (optionMembers.has(path) ? 'option' : undefined),
    words: { amount: t('prices.amount.wrong'), resellerMpnId: t('prices.reseller.wrong') },
    refusedAt: { CustomerNotFound: 'customerTenantId' },
    rehearse: checkPrice,
    ask: (values) => {
      const option = options.find((each) => each.value === values.option);
      const doubt = doubtOf(values.amount, option);
      return doubt ? ask(questionOf(t, doubt, values, option, names)) : true;
    },
    send: setPrice,
    onSent: async () => {
      setChosen({ customer: '', product: '' });
      say(t('prices.saved'));
      onSet();
      await queries.invalidateQueries({ queryKey: priceSource.key });
    },
  });
  /** Another customer or product has other plans and prices. */
  const choose = (part: Partial<typeof chosen>) => {
    form.hook.setValue('option', '');
    setChosen({ ...chosen, ...part });
  };
  return { form, options, choose, question };
}

/** What the choices of the form are called. */
interface Names {
  readonly product: string;
  readonly customer: string | undefined;
}

/** What is asked before nothing, less than the cost, or many times the list price is taken: all of the price by name. */
function questionOf(t: Text, doubt: Doubt, values: Values, option: PlanChoice | undefined, names: Names) {
  const everybody = values.customerTenantId === '' && values.resellerMpnId === '';
  const money = (amount: string) => t.formats.money(amount, option?.currency ?? 'EUR');
  const amount = money(amountTyped(values.amount));
  const everyone = t(values.buyerKind === 'reseller' ? 'prices.everyReseller' : 'prices.everyone');
  const buyer = values.resellerMpnId || (values.customerTenantId && names.customer) || everyone;
  const said = { product: names.product, plan: option?.label ?? '', buyer, amount };
  const from = values.effectiveFrom;
  const what = from ? t('prices.asked', { ...said, from: t.formats.day(from) }) : t('prices.asked.now', said);
  const why = {
    free: () => t(everybody ? 'prices.free.everybody' : 'prices.free.one'),
    belowCost: () => t('prices.below.text', { amount, cost: money(option?.cost ?? '0') }),
    tenfold: () => t('prices.tenfold.text', { list: money(option?.list ?? '0') }),
  };
  return {
    title: t(`prices.doubt.${doubt}.title`),
    text: `${what} ${why[doubt]()}`,
    confirm: t(`prices.doubt.${doubt}.yes`),
  };
}

export function PriceForm(props: PriceFormProps) {
  const t = useText();
  const may = useMay('prices.manage');
  const { from } = props;
  const { form, options, choose, question } = usePriceForm(props);
  const option = options.find((each) => each.value === form.hook.watch('option'));
  const label = option ? t('prices.amountIn', { currency: option.currency }) : t('prices.amount');
  return (
    <Section title={t(from ? 'prices.next' : 'prices.new')} purpose={t('prices.new.hint')}>
      <Form form={form} submit={t('prices.save')} unless={may ? undefined : t('prices.mayNot')}>
        <div className="field-row">
          <Buyer form={form} from={from} onCustomer={(customer) => choose({ customer })} />
          <PickerInput
            form={form}
            name="productId"
            label={t('word.product')}
            source={marketplaceChoices}
            first={from?.productName}
            onChoice={(product) => choose({ product: product?.productId ?? '' })}
            required
          />
          <SelectInput
            form={form}
            name="option"
            label={t('prices.plan')}
            none={t('prices.choose')}
            options={options}
            required
          />
          <TextInput
            form={form}
            name="amount"
            label={label}
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
        {option ? <Beside option={option} amount={form.hook.watch('amount')} /> : null}
      </Form>
      {question}
    </Section>
  );
}

/** What the plan costs, what it is listed at, and what is left of the price that is being typed. */
function Beside({ option, amount }: { option: PlanChoice; amount: string }) {
  const t = useText();
  const { cost, list, currency } = option;
  if (cost === undefined || list === undefined) return <Message>{t('prices.notSold')}</Message>;
  const asked = amountTyped(amount);
  const margin = /^\d+(\.\d+)?$/.test(asked) ? marginOf(asked, cost) : undefined;
  const facts = [
    [t('prices.cost'), t.formats.money(cost, currency)],
    [t('prices.list'), t.formats.money(list, currency)],
    [t('prices.margin'), margin === undefined ? '–' : t('privateOffer.percent', { number: t.formats.number(margin) })],
  ];
  return (
    <dl className="figures" aria-live="polite">
      {facts.map(([term, value]) => (
        <div key={term}>
          <dt>{term}</dt>
          <dd className={margin !== undefined && isLess(asked, cost) && term === t('prices.margin') ? 'bad' : ''}>
            {value}
          </dd>
        </div>
      ))}
    </dl>
  );
}

/** Only an indirect provider has resellers to choose. */
function Buyer(props: {
  form: ReturnType<typeof usePriceForm>['form'];
  from: Price | undefined;
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
        <PickerInput
          form={form}
          name="customerTenantId"
          label={t('word.customer')}
          source={customerChoices}
          none={t('prices.everyone')}
          first={props.from?.customerName}
          onChoice={(customer) => props.onCustomer(customer?.tenantId ?? '')}
        />
      )}
    </>
  );
}

/** Ways to buy the product's plans, in the customer's country; a price may also follow one for a plan that is sold no more. */
function useOptions(
  customerId: string,
  productId: string,
  from: Price | undefined,
): { readonly options: readonly PlanChoice[]; readonly names: Names } {
  const t = useText();
  const customer = useQuery({ ...customerQuery(customerId), enabled: customerId !== '' }).data;
  const country = customer?.billingProfile.defaultAddress.country;
  const query = marketplaceOfferQuery(productId, country, customerId || undefined);
  const offer = useQuery({ ...query, enabled: productId !== '' }).data;
  const label = (name: string, term: string, cycle: string) => [name, termText(t, term, cycle)].join(' · ');
  const sold = (productId ? (offer?.plans ?? []) : []).flatMap((plan) =>
    priceOptions(plan).map(({ key, term, billingCycle, currency, amount, wholesale }) => ({
      value: `${plan.skuId} ${key}`,
      label: label(plan.name, term, billingCycle),
      skuId: plan.skuId,
      term,
      billingCycle,
      currency,
      list: amount,
      cost: wholesale ?? amount,
    })),
  );
  const names = {
    product: offer?.title ?? from?.productName ?? productId,
    customer: customer?.companyProfile.companyName,
  };
  if (!from || from.productId !== productId) return { options: sold, names };
  const { skuId, skuName, term, billingCycle, currency } = from;
  const value = `${skuId} ${term} ${billingCycle}`;
  if (sold.some((each) => each.value === value)) return { options: sold, names };
  const former = { value, label: label(skuName, term, billingCycle), skuId, term, billingCycle, currency };
  return { options: [...sold, former], names };
}
