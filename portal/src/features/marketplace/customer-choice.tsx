/** For whom it is bought: prices and what may be sold depend on the customer's country. */
import { Field, Select } from '@fluentui/react-components';
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { paths } from '../../paths.ts';
import { LinkButton } from '../../ui/link.tsx';
import { useText } from '../../ui/text.tsx';
import { customerQuery, customersQuery } from '../customers/queries.ts';

export function CustomerChoice(props: { productId: string; customerId: string | undefined }) {
  const t = useText();
  const navigate = useNavigate();
  const list = useInfiniteQuery(customersQuery(''));
  const chosen = useQuery({ ...customerQuery(props.customerId ?? ''), enabled: props.customerId !== undefined }).data;
  const known = (list.data?.pages ?? []).flatMap((page) =>
    page.items.map(({ id, companyProfile }) => [id, companyProfile.companyName] as const),
  );
  const names = new Map(chosen ? [...known, [chosen.id, chosen.companyProfile.companyName] as const] : known);
  const choose = (customer: string) =>
    void navigate({
      to: paths.marketplaceOffer(props.productId),
      search: (customer ? { customer } : {}) as never,
      replace: true,
    });
  if (list.data && names.size === 0) {
    return (
      <div className="callout">
        <p>{t('marketplace.noCustomer')}</p>
        <LinkButton to={paths.newCustomer}>{t('customers.add')}</LinkButton>
      </div>
    );
  }
  return (
    <Field className="field" label={t('marketplace.customer')} hint={t('marketplace.customer.hint')}>
      <Select value={props.customerId ?? ''} onChange={(_, data) => choose(data.value)}>
        <option value="">{t('marketplace.customer.none')}</option>
        {[...names].map(([id, name]) => (
          <option key={id} value={id}>
            {name}
          </option>
        ))}
      </Select>
    </Field>
  );
}
