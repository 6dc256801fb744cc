import type { SubscriptionPrice } from '@comptoir/contracts/comptoir/subscriptions';
import type { Order } from '@comptoir/contracts/partner-center/orders';
import type { Subscription } from '@comptoir/contracts/partner-center/subscriptions';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { useMay } from '../features/account/me.ts';
import { subscriptionTermsQuery } from '../features/contract/queries.ts';
import { TermsLink } from '../features/contract/terms.tsx';
import { customerQuery } from '../features/customers/queries.ts';
import { HelpLinks } from '../features/help/help-links.tsx';
import { ActivationLink } from '../features/subscriptions/activation-link.tsx';
import { AtRenewal } from '../features/subscriptions/at-renewal.tsx';
import { CancelSubscription } from '../features/subscriptions/cancel.tsx';
import { PartnerPlan } from '../features/subscriptions/partner-plan.tsx';
import { SubscriptionHistory } from '../features/subscriptions/history.tsx';
import { ManageSubscription } from '../features/subscriptions/manage.tsx';
import { Suspended, SuspendSubscription } from '../features/subscriptions/suspend.tsx';
import { dayAfter, priceFacts, runningFacts } from '../features/subscriptions/line-price.ts';
import { orderQuery, priceQuery, subscriptionQuery, subscriptionSource } from '../features/subscriptions/queries.ts';
import { StepFirst } from '../features/subscriptions/step.tsx';
import { SubscriptionUsageSection } from '../features/subscriptions/usage.tsx';
import { SubscriptionStatus } from '../features/subscriptions/words.tsx';
import { paths } from '../paths.ts';
import { cycleText } from '../ui/cycles.ts';
import { Facts, type Fact } from '../ui/facts.tsx';
import { TextLink } from '../ui/link.tsx';
import { Page, Section } from '../ui/page.tsx';
import { Loaded } from '../ui/states.tsx';
import { Message } from '../ui/message.tsx';
import { useText, type Text } from '../ui/text.tsx';

/** One subscription: what was bought, where it stands, and what remains to be done to set it up. */
export function SubscriptionPage() {
  const t = useText();
  const { customerId, subscriptionId } = useParams({
    from: '/framed/partner/customers/$customerId/subscriptions/$subscriptionId',
  });
  const query = useQuery(subscriptionQuery(customerId, subscriptionId));
  const customer = useQuery(customerQuery(customerId)).data;
  return (
    <Loaded query={query} page>
      {(subscription) => (
        <Page
          title={subscription.friendlyName}
          badge={
            <SubscriptionStatus status={subscription.status} stepUntil={subscription.pendingOperation?.stepUntil} />
          }
          crumbs={[
            { label: t('menu.customers'), to: paths.customers },
            { label: customer?.companyProfile.companyName ?? customerId, to: paths.customer(customerId) },
          ]}
        >
          <Provisioning subscription={subscription} />
          <PendingChange subscription={subscription} customerId={customerId} />
          <Suspended subscription={subscription} customerId={customerId} />
          {subscription.status === 'deleted' ? null : (
            <ManageSubscription
              // What was changed elsewhere is what the form begins with.
              key={subscription.attributes.etag}
              subscription={subscription}
              customerId={customerId}
            />
          )}
          {subscription.status === 'active' && !subscription.pendingOperation ? (
            <PartnerPlan subscription={subscription} customerId={customerId} />
          ) : null}
          <SubscriptionUsageSection customerId={customerId} id={subscription.id} />
          {subscription.status === 'active' ? <AtRenewal subscription={subscription} customerId={customerId} /> : null}
          <Details subscription={subscription} customerId={customerId} />
          {subscription.status === 'deleted' ? null : (
            <CancelSubscription subscription={subscription} customerId={customerId} />
          )}
          {subscription.status === 'active' ? (
            <SuspendSubscription subscription={subscription} customerId={customerId} />
          ) : null}
          <SubscriptionHistory customerId={customerId} id={subscription.id} etag={subscription.attributes.etag ?? ''} />
          <HelpLinks topics={['setup', 'seats', 'autoRenew', 'cancel', 'reseller', 'support']} />
        </Page>
      )}
    </Loaded>
  );
}

/** What waits for the publisher; the page asks again by itself until it has answered. */
function PendingChange({ subscription, customerId }: { subscription: Subscription; customerId: string }) {
  const t = useText();
  const { pendingOperation, publisherName, quantity } = subscription;
  if (!pendingOperation) return null;
  if (pendingOperation.stepUntil) return <PendingStep {...{ subscription, customerId, pendingOperation }} />;
  const asked = pendingOperation.quantity ?? quantity;
  const { action, skuId } = pendingOperation;
  const publisher = publisherName;
  const texts = {
    plan: () => t('subscription.pending.plan', { publisher }),
    reinstate: () => t('subscription.pending.reinstate', { publisher }),
    quantity: () => t('subscription.pending.text', { publisher, quantity: asked }),
  };
  const text = texts[skuId ? 'plan' : action === 'Reinstate' ? 'reinstate' : 'quantity']();
  return (
    <Section title={t('subscription.pending')}>
      <Message>{text}</Message>
    </Section>
  );
}

interface PendingStepProps {
  readonly subscription: Subscription;
  readonly customerId: string;
  readonly pendingOperation: NonNullable<Subscription['pendingOperation']>;
}

/** The publisher asks for a step on its site first: the way there, and a way back. */
function PendingStep({ subscription, customerId, pendingOperation }: PendingStepProps) {
  const t = useText();
  const may = useMay('subscriptions.buy');
  const queries = useQueryClient();
  return (
    <Section title={t('subscription.pending')}>
      <StepFirst
        action={pendingOperation.action}
        until={pendingOperation.stepUntil ?? ''}
        publisher={subscription.publisherName}
        link={<ActivationLink uri={subscription.links.activationLinks?.uri} product={subscription.friendlyName} copy />}
        path={`${subscriptionSource(customerId).path}/${encodeURIComponent(subscription.id)}`}
        mayNot={may ? undefined : t('manage.mayNot')}
        onTakenBack={() => queries.invalidateQueries({ queryKey: ['customers', customerId, 'subscriptions'] })}
      />
    </Section>
  );
}

function Provisioning({ subscription }: { subscription: Subscription }) {
  const t = useText();
  if (subscription.status !== 'pending') {
    return (
      <Section title={t('subscription.setup')}>
        <p>
          {t('subscription.setup.done', {
            publisher: subscription.publisherName,
            date: t.formats.day(subscription.effectiveStartDate),
          })}
        </p>
      </Section>
    );
  }
  return (
    <Section title={t('subscription.setup')}>
      <Message
        commands={
          <ActivationLink uri={subscription.links.activationLinks?.uri} product={subscription.friendlyName} copy />
        }
      >
        {t('subscription.setup.todo', { publisher: subscription.publisherName })}
      </Message>
      <p className="quiet">
        {t('subscription.setup.billing', { publisher: subscription.publisherName })}{' '}
        {t('subscription.void', { day: t.formats.day(subscription.endsUnlessActedOn) })}
      </p>
    </Section>
  );
}

/** Term and cycle; of a trial, until when it is free and what it becomes. */
function periodFacts(t: Text, subscription: Subscription): readonly (readonly [string, string])[] {
  const { isTrial, termDuration, renewalTermDuration, billingCycle, commitmentEndDate } = subscription;
  const name = (term: string) => t.maybe(`term.${term}`) ?? term;
  if (!isTrial) {
    return [
      [t('word.term'), name(termDuration)],
      [t('word.cycle'), t.maybe(`cycle.${billingCycle}`) ?? billingCycle],
    ];
  }
  const bought = name(renewalTermDuration ?? termDuration);
  const text = commitmentEndDate
    ? t('trial.then', { day: t.formats.day(dayAfter(commitmentEndDate)), bought })
    : t('trial.thenAfter', { bought });
  return [[t('word.term'), text]];
}

function Details({ subscription, customerId }: { subscription: Subscription; customerId: string }) {
  const t = useText();
  const terms = useQuery(subscriptionTermsQuery(customerId, subscription.id)).data;
  const refund = subscription.refundOptions[0];
  // What has ended neither renews nor costs anything any more.
  const ended = subscription.status === 'deleted';
  const order = useQuery(orderQuery(customerId, subscription.orderId)).data;
  const price = useQuery(priceQuery(customerId, subscription)).data;
  return (
    <Section title={t('subscription.details')}>
      {price?.next && !ended ? <NextPrice price={price} next={price.next} /> : null}
      <Facts
        facts={[
          [t('subscription.offer'), subscription.offerName],
          [t('word.publisher'), subscription.publisherName],
          [t('word.quantity'), t.formats.number(subscription.quantity)],
          ...periodFacts(t, subscription),
          ...(ended ? [] : priceFactsOf(t, subscription, order, price)),
          ...(subscription.partnerId ? [[t('cart.reseller'), subscription.partnerId] as const] : []),
          [t('subscription.bought'), t.formats.moment(subscription.creationDate)],
          [t('subscription.start'), t.formats.day(subscription.effectiveStartDate)],
          ...(ended
            ? []
            : ([
                [t('subscription.termEnd'), t.formats.day(subscription.commitmentEndDate)],
                [t('subscription.autoRenew'), t(subscription.autoRenewEnabled ? 'word.yes' : 'word.no')],
              ] as const)),
          ...(refund ? [[t('subscription.refund'), t.formats.moment(refund.expiresAt)] as const] : []),
          [t('offerProperties.terms'), terms ? <TermsLink key="terms" terms={terms} on={terms.boughtOn} /> : undefined],
          [t('subscription.id'), <code key="id">{subscription.id}</code>],
          [
            t('word.order'),
            <TextLink key="order" to={paths.confirmation(customerId, subscription.orderId)}>
              {subscription.orderId}
            </TextLink>,
          ],
        ]}
      />
    </Section>
  );
}

/** Once it was set up what it costs as it stands, before what was ordered. */
function priceFactsOf(
  t: Text,
  subscription: Subscription,
  order: Order | undefined,
  price: SubscriptionPrice | undefined,
): readonly Fact[] {
  const { quantity, status } = subscription;
  if (status !== 'pending') return price ? runningFacts(t, price, subscription) : [];
  const line = order?.lineItems.find(({ subscriptionId }) => subscriptionId === subscription.id);
  return order && line ? priceFacts(t, { ...line, quantity }, order, subscription) : [];
}

/** The renewal costs something else: said before it comes. */
function NextPrice({ price, next }: { price: SubscriptionPrice; next: NonNullable<SubscriptionPrice['next']> }) {
  const t = useText();
  const { currency, billingCycle: cycle } = price;
  const words = (amount: string) => cycleText(t, { amount, currency, cycle });
  return (
    <Message>
      {t('subscription.nextPrice', { day: t.formats.day(next.from), next: words(next.price), now: words(price.price) })}
    </Message>
  );
}
