/** For whom it is bought, or for which country it is looked at: prices and what may be sold depend on it. */
import { Field, Select } from '@fluentui/react-components';
import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { paths } from '../../paths.ts';
import { LinkButton } from '../../ui/link.tsx';
import { Picker } from '../../ui/picker.tsx';
import { useText } from '../../ui/text.tsx';
import { customerChoices, customerQuery } from '../customers/queries.ts';
import { Message } from '../../ui/message.tsx';
import { marketsQuery } from '../reference/queries.ts';

interface CustomerChoiceProps {
  readonly productId: string;
  readonly customerId: string | undefined;
  /** That prices are shown for now. */
  readonly country: string;
}

export function CustomerChoice(props: CustomerChoiceProps) {
  const t = useText();
  const navigate = useNavigate();
  const { customerId = '' } = props;
  const chosen = useQuery({ ...customerQuery(customerId), enabled: customerId !== '' }).data;
  const any = useQuery({ queryKey: ['customers', 'found', 'any'], queryFn: () => customerChoices.find('') }).data;
  const look = (wanted: Readonly<Record<string, string>>) =>
    void navigate({
      to: paths.marketplaceOffer(props.productId),
      search: { ...wanted, tab: 'plans' },
      replace: true,
      resetScroll: false,
    });
  return (
    <>
      {any?.total === 0 ? (
        <Message commands={<LinkButton to={paths.newCustomer}>{t('customers.add')}</LinkButton>}>
          {t('marketplace.noCustomer')}
        </Message>
      ) : null}
      <div className="field-row">
        {any?.total === 0 ? null : (
          <Picker
            label={t('marketplace.customer')}
            hint={t('marketplace.customer.hint')}
            source={customerChoices}
            value={customerId}
            shown={chosen?.companyProfile.companyName ?? ''}
            none={t('marketplace.customer.none')}
            onChoose={(customer) => look(customer ? { customer: customer.tenantId } : {})}
          />
        )}
        {customerId ? null : <CountryChoice country={props.country} onChoose={(country) => look({ country })} />}
      </div>
    </>
  );
}

function CountryChoice({ country, onChoose }: { country: string; onChoose: (country: string) => void }) {
  const t = useText();
  const markets = useQuery(marketsQuery).data?.items ?? [];
  const codes = new Set([country, ...markets.map((market) => market.country)]);
  const countries = [...codes]
    .map((value) => ({ value, label: t.formats.country(value) }))
    .toSorted((left, right) => t.formats.compare(left.label, right.label));
  return (
    <Field className="field" label={t('marketplace.country')}>
      <Select value={country} onChange={(_, data) => onChoose(data.value)}>
        {countries.map(({ value, label }) => (
          <option key={value} value={value}>
            {label}
          </option>
        ))}
      </Select>
    </Field>
  );
}
