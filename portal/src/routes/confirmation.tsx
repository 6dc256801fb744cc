import type { Order } from '@comptoir/contracts/partner-center/orders';
import { useQueries, useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { ItemLink, useItemName } from '../features/cart/line-name.tsx';
import { customerQuery } from '../features/customers/queries.ts';
import { ActivationLink } from '../features/subscriptions/activation-link.tsx';
import { orderQuery, subscriptionQuery } from '../features/subscriptions/queries.ts';
import { SubscriptionStatus } from '../features/subscriptions/words.tsx';
import { paths } from '../paths.ts';
import { Facts } from '../ui/facts.tsx';
import { LinkButton } from '../ui/link.tsx';
import { Page, Section } from '../ui/page.tsx';
import { Loaded } from '../ui/states.tsx';
import { Status } from '../ui/status.tsx';
import { timesOf } from '../ui/amounts.ts';
import { useText, type Text } from '../ui/text.tsx';

/** What was bought, and the publisher's link for each line (rule F11 a). The address names one or several orders. */
export function ConfirmationPage() {
  const t = useText();
  const { customerId, orderId } = useParams({
    from: '/framed/partner/customers/$customerId/orders/$orderId/confirmation',
  });
  const customer = useQuery(customerQuery(customerId)).data;
  const company = customer?.companyProfile.companyName ?? customerId;
  const orders = useQueries({ queries: orderId.split(',').map((each) => orderQuery(customerId, each)) });
  return (
    <Page
      title={t('confirmation.title')}
      purpose={t('confirmation.purpose', { customer: company })}
      crumbs={[
        { label: t('menu.customers'), to: paths.customers },
        { label: company, to: paths.customer(customerId) },
      ]}
      actions={<LinkButton to={paths.customer(customerId)}>{t('customer.subscriptions')}</LinkButton>}
    >
      {orders.map((query, index) => (
        <Loaded key={orderId.split(',')[index]} query={query} rows={3}>
          {(order) => (
            <OneOrder order={order} customerId={customerId} country={customer?.billingProfile.defaultAddress.country} />
          )}
        </Loaded>
      ))}
    </Page>
  );
}

const orderTones = { pending: 'waiting', completed: 'good', cancelled: 'bad' } as const;

function OneOrder({ order, customerId, country }: { order: Order; customerId: string; country: string | undefined }) {
  const t = useText();
  return (
    <Section title={t('confirmation.order', { id: order.id })}>
      <Facts
        facts={[
          [
            t('word.state'),
            <Status key="state" tone={orderTones[order.status]}>
              {t(`order.${order.status}`)}
            </Status>,
          ],
          [t('confirmation.date'), t.formats.moment(order.creationDate)],
          [
            t('word.total'),
            order.totalPrice === undefined ? undefined : t.formats.money(order.totalPrice, order.currencyCode),
          ],
        ]}
      />
      <ul className="stack">
        {order.lineItems.map((line) => (
          <Line
            key={line.lineItemNumber}
            line={line}
            currency={order.currencyCode}
            customerId={customerId}
            country={country}
          />
        ))}
      </ul>
    </Section>
  );
}

type OrderLine = Order['lineItems'][number];

/** What a trial becomes, and at which price. */
function trialText(t: Text, { renewsTo, pricing, quantity }: OrderLine, currency: string): string {
  const term = renewsTo?.termDuration ?? '';
  const cycle = renewsTo?.billingCycle ?? '';
  const bought = `${t.maybe(`term.${term}`) ?? term} · ${t.maybe(`cycle.${cycle}`) ?? cycle}`;
  const later = t('trial.thenAfter', { bought });
  if (!pricing) return later;
  const amount = t.formats.money(timesOf(String(pricing.discountedPrice), quantity), currency);
  return t('trial.priced', { later, amount });
}

interface LineProps {
  readonly line: OrderLine;
  readonly currency: string;
  readonly customerId: string;
  readonly country: string | undefined;
}

function Line({ line, currency, customerId, country }: LineProps) {
  const t = useText();
  const name = useItemName(line.offerId, country);
  const subscription = useQuery(subscriptionQuery(customerId, line.subscriptionId)).data;
  const done = subscription !== undefined && subscription.status !== 'pending';
  return (
    <li className="stack">
      <div className="inline-link">
        <strong>
          <ItemLink catalogItemId={line.offerId} country={country} customerId={customerId} />
        </strong>
        <span>{t('confirmation.quantity', { count: line.quantity })}</span>
        {subscription ? <SubscriptionStatus status={subscription.status} /> : null}
      </div>
      {line.renewsTo ? <p>{trialText(t, line, currency)}</p> : null}
      {done ? null : (
        <div className="callout">
          <p>{t('confirmation.next')}</p>
          <ActivationLink uri={line.links.activationLinks.uri} product={name} copy />
        </div>
      )}
    </li>
  );
}
