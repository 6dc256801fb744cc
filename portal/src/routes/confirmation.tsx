import type { Order } from '@comptoir/contracts/partner-center/orders';
import { useQueries, useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { ItemLink, useItemName } from '../features/cart/line-name.tsx';
import { customerQuery } from '../features/customers/queries.ts';
import { ActivationLink } from '../features/subscriptions/activation-link.tsx';
import { dueOf, priceFacts } from '../features/subscriptions/line-price.ts';
import { orderQuery, subscriptionQuery } from '../features/subscriptions/queries.ts';
import { SubscriptionStatus } from '../features/subscriptions/words.tsx';
import { paths } from '../paths.ts';
import { Facts } from '../ui/facts.tsx';
import { LinkButton } from '../ui/link.tsx';
import { Page, Section } from '../ui/page.tsx';
import { Loaded } from '../ui/states.tsx';
import { Status } from '../ui/status.tsx';
import { sumsText, termText } from '../ui/cycles.ts';
import { Message } from '../ui/message.tsx';
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
          [t('confirmation.by'), order.createdBy],
          [t('cart.total'), totalText(t, order)],
        ]}
      />
      <ul className="stack">
        {order.lineItems.map((line) => (
          <Line key={line.lineItemNumber} line={line} order={order} customerId={customerId} country={country} />
        ))}
      </ul>
    </Section>
  );
}

type OrderLine = Order['lineItems'][number];

/** What is paid now, for each cycle, and once the trials are over. */
function totalText(t: Text, order: Order): string {
  const due = (lines: readonly OrderLine[]) =>
    sumsText(
      t,
      lines.flatMap((line) => dueOf(line, order) ?? []),
    );
  const now = due(order.lineItems.filter((line) => !line.isTrial)) || t.formats.money('0', order.currencyCode);
  if (!order.lineItems.some((line) => line.isTrial)) return now;
  return t('price.thenAmount', { now, later: t('price.fromTrial', { amount: due(order.lineItems) }) });
}

/** Term and cycle, of a trial what it becomes. */
function lineTerm(t: Text, { termDuration, renewsTo }: OrderLine, { billingCycle }: Order): string {
  const { termDuration: term, billingCycle: cycle } = renewsTo ?? { termDuration, billingCycle };
  const bought = termText(t, term, cycle);
  return renewsTo ? t('trial.thenAfter', { bought }) : bought;
}

interface LineProps {
  readonly line: OrderLine;
  readonly order: Order;
  readonly customerId: string;
  readonly country: string | undefined;
}

function Line({ line, order, customerId, country }: LineProps) {
  const t = useText();
  const name = useItemName(line.offerId, country);
  const subscription = useQuery(subscriptionQuery(customerId, line.subscriptionId)).data;
  const step = subscription?.pendingOperation;
  const done = subscription !== undefined && subscription.status !== 'pending' && !step?.stepUntil;
  return (
    <li className="stack">
      <div className="inline-link">
        <strong>
          <ItemLink catalogItemId={line.offerId} country={country} customerId={customerId} />
        </strong>
        <span>{t('confirmation.quantity', { count: line.quantity })}</span>
        {subscription ? <SubscriptionStatus status={subscription.status} stepUntil={step?.stepUntil} /> : null}
      </div>
      <Facts
        facts={[
          [t('word.term'), lineTerm(t, line, order)],
          ...priceFacts(t, line, order, subscription),
          ...(line.partnerIdOnRecord ? [[t('cart.reseller'), line.partnerIdOnRecord] as const] : []),
        ]}
      />
      {done ? null : (
        <Message commands={<ActivationLink uri={line.links.activationLinks.uri} product={name} copy />}>
          {step?.stepUntil
            ? t.maybe(`step.${step.action}`, {
                publisher: subscription?.publisherName ?? '',
                day: t.formats.day(step.stepUntil),
              })
            : t('confirmation.next')}
        </Message>
      )}
    </li>
  );
}
