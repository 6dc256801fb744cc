/** For whom it is bought, or for which country it is looked at: prices and what may be sold depend on it. */
import { Field, Select } from '@fluentui/react-components';
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { paths } from '../../paths.ts';
import { LinkButton } from '../../ui/link.tsx';
import { useText } from '../../ui/text.tsx';
import { customerQuery, customersQuery } from '../customers/queries.ts';
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
  const names = useCustomerNames(props.customerId);
  const look = (wanted: Readonly<Record<string, string>>) =>
    void navigate({
      to: paths.marketplaceOffer(props.productId),
      search: { ...wanted, tab: 'plans' } as never,
      replace: true,
      resetScroll: false,
    });
  return (
    <>
      {names?.size === 0 ? (
        <div className="callout">
          <p>{t('marketplace.noCustomer')}</p>
          <LinkButton to={paths.newCustomer}>{t('customers.add')}</LinkButton>
        </div>
      ) : null}
      <div className="field-row">
        {names?.size === 0 ? null : (
          <Field className="field" label={t('marketplace.customer')} hint={t('marketplace.customer.hint')}>
            <Select
              value={props.customerId ?? ''}
              onChange={(_, data) => look(data.value ? { customer: data.value } : {})}
            >
              <option value="">{t('marketplace.customer.none')}</option>
              {[...(names ?? [])].map(([id, name]) => (
                <option key={id} value={id}>
                  {name}
                </option>
              ))}
            </Select>
          </Field>
        )}
        {props.customerId ? null : <CountryChoice country={props.country} onChoose={(country) => look({ country })} />}
      </div>
    </>
  );
}

/** The partner's customers by id; undefined while they are not known. */
function useCustomerNames(customerId: string | undefined): ReadonlyMap<string, string> | undefined {
  const list = useInfiniteQuery(customersQuery(''));
  const chosen = useQuery({ ...customerQuery(customerId ?? ''), enabled: customerId !== undefined }).data;
  if (!list.data) return undefined;
  const known = list.data.pages.flatMap((page) =>
    page.items.map(({ id, companyProfile }) => [id, companyProfile.companyName] as const),
  );
  return new Map(chosen ? [...known, [chosen.id, chosen.companyProfile.companyName] as const] : known);
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
