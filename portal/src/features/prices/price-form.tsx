/** A new price: product, plan and term, for everyone or for one customer, from a day on. */
import { Field, Select } from '@fluentui/react-components';
import { priceRequest, type PriceRequest } from '@comptoir/contracts/comptoir/billing';
import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState, type FormEvent } from 'react';
import { useRepeatId } from '../../api/repeat-id.ts';
import { ActionButton } from '../../ui/action-button.tsx';
import { LeaveGuard, ProblemSummary, TextField, type FieldProblem } from '../../ui/form.tsx';
import { Section } from '../../ui/page.tsx';
import { useText } from '../../ui/text.tsx';
import { useSay } from '../../ui/toast.tsx';
import { useMay } from '../account/me.ts';
import { customerQuery, customersQuery } from '../customers/queries.ts';
import { marketplaceOfferQuery, marketplaceQuery, priceOptions } from '../marketplace/queries.ts';
import { amountTyped } from '../../ui/typed.ts';
import { pricesQuery, setPrice } from './queries.ts';

interface Draft {
  readonly customer: string;
  readonly product: string;
  /** Plan and price option, `sku term cycle`. */
  readonly option: string;
  readonly amount: string;
  readonly from: string;
}

const empty: Draft = { customer: '', product: '', option: '', amount: '', from: '' };

function usePriceForm() {
  const t = useText();
  const say = useSay();
  const queries = useQueryClient();
  const [draft, setDraft] = useState(empty);
  const [problems, setProblems] = useState<readonly FieldProblem[]>([]);
  const choices = useChoices(draft);
  const repeat = useRepeatId();
  const save = useMutation({
    mutationFn: (body: PriceRequest) => setPrice(body, repeat.current()),
    onSettled: (_data, error) => repeat.settle(error),
    onSuccess: async () => {
      setDraft(empty);
      say(t('prices.saved'));
      await queries.invalidateQueries({ queryKey: pricesQuery.queryKey });
    },
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const read = priceRequest.safeParse(bodyOf(draft, choices.options));
    setProblems(read.success ? [] : [{ path: 'price', message: t('prices.incomplete') }]);
    if (read.success) save.mutate(read.data);
  };
  const set = (part: Partial<Draft>) => setDraft({ ...draft, ...part });
  const changed = JSON.stringify(draft) !== JSON.stringify(empty);
  return { draft, set, choices, problems, save, submit, changed };
}

export function PriceForm() {
  const t = useText();
  const may = useMay('prices.manage');
  const { draft, set, choices, problems, save, submit, changed } = usePriceForm();
  const reason = may ? (changed ? undefined : t('form.unchanged')) : t('prices.mayNot');
  return (
    <Section title={t('prices.new')} purpose={t('prices.new.hint')}>
      <form className="form" onSubmit={submit} noValidate>
        <ProblemSummary error={save.error} problems={problems} />
        <PriceFields draft={draft} set={set} choices={choices} />
        <div className="form-foot">
          <ActionButton primary submit busy={save.isPending} unless={reason}>
            {t('prices.save')}
          </ActionButton>
        </div>
      </form>
      <LeaveGuard changed={changed && !save.isPending} />
    </Section>
  );
}

interface PriceFieldsProps {
  readonly draft: Draft;
  readonly set: (part: Partial<Draft>) => void;
  readonly choices: ReturnType<typeof useChoices>;
}

function PriceFields({ draft, set, choices }: PriceFieldsProps) {
  const t = useText();
  const option = choices.options.find((each) => each.value === draft.option);
  return (
    <div className="field-row">
      <Choice
        label={t('word.customer')}
        value={draft.customer}
        none={t('prices.everyone')}
        options={choices.customers}
        onChange={(customer) => set({ customer, option: '' })}
      />
      <Choice
        label={t('word.product')}
        value={draft.product}
        none={t('prices.choose')}
        options={choices.products}
        onChange={(product) => set({ product, option: '' })}
        required
      />
      <Choice
        label={t('prices.plan')}
        value={draft.option}
        none={t('prices.choose')}
        options={choices.options}
        onChange={(value) => set({ option: value })}
        required
      />
      <TextField
        label={option ? t('prices.amountIn', { currency: option.currency }) : t('prices.amount')}
        inputMode="decimal"
        required
        value={draft.amount}
        onChange={(amount) => set({ amount })}
        hint={t('prices.amount.hint')}
      />
      <TextField
        label={t('prices.from')}
        type="date"
        value={draft.from}
        onChange={(from) => set({ from })}
        hint={t('prices.from.hint')}
      />
    </div>
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

function bodyOf(draft: Draft, options: readonly PlanChoice[]): unknown {
  const option = options.find((each) => each.value === draft.option);
  return {
    ...(draft.customer ? { customerTenantId: draft.customer } : {}),
    productId: draft.product,
    skuId: option?.skuId,
    term: option?.term,
    billingCycle: option?.billingCycle,
    currency: option?.currency,
    amount: amountTyped(draft.amount),
    ...(draft.from ? { effectiveFrom: `${draft.from}T00:00:00Z` } : {}),
  };
}

function useChoices(draft: Draft) {
  const t = useText();
  const customers = useInfiniteQuery(customersQuery('')).data?.pages.flatMap((page) => page.items) ?? [];
  const offers = useInfiniteQuery(marketplaceQuery({})).data?.pages.flatMap((page) => page.items) ?? [];
  const customer = useQuery({ ...customerQuery(draft.customer), enabled: draft.customer !== '' }).data;
  const country = customer?.billingProfile.defaultAddress.country;
  const offer = useQuery({ ...marketplaceOfferQuery(draft.product, country), enabled: draft.product !== '' }).data;
  const options: PlanChoice[] = (draft.product ? (offer?.plans ?? []) : []).flatMap((plan) =>
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

interface ChoiceProps {
  readonly label: string;
  readonly value: string;
  readonly none: string;
  readonly options: readonly { readonly value: string; readonly label: string }[];
  readonly required?: boolean;
  readonly onChange: (value: string) => void;
}

function Choice(props: ChoiceProps) {
  return (
    <Field label={props.label} required={props.required ?? false}>
      <Select value={props.value} onChange={(_, data) => props.onChange(data.value)}>
        <option value="">{props.none}</option>
        {props.options.map(({ value, label }) => (
          <option key={value} value={value}>
            {label}
          </option>
        ))}
      </Select>
    </Field>
  );
}
