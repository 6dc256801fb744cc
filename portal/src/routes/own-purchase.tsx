import { ownPurchase, type OwnPurchase, type OwnPurchasePatch } from '@comptoir/contracts/comptoir/own-purchases';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { ask } from '../api/client.ts';
import { TermsLink } from '../features/contract/terms.tsx';
import { CancelOwn, isWaiting, ManageOwn, PlanOwn } from '../features/subscriptions/own-purchase.tsx';
import { StepFirst } from '../features/subscriptions/step.tsx';
import { useMay } from '../features/account/me.ts';
import { SubscriptionStatus } from '../features/subscriptions/words.tsx';
import { trialText } from '../features/subscriptions/trial-text.ts';
import { paths } from '../paths.ts';
import { timesOf } from '../ui/amounts.ts';
import { cycleText, termText } from '../ui/cycles.ts';
import { Facts } from '../ui/facts.tsx';
import { OutsideLink } from '../ui/link.tsx';
import { Message } from '../ui/message.tsx';
import { Page, Section } from '../ui/page.tsx';
import { Loaded } from '../ui/states.tsx';
import { Status } from '../ui/status.tsx';
import { useText, type Text } from '../ui/text.tsx';

/** A subscription that the customer bought itself: set up, changed and cancelled here. */
export function OwnPurchasePage() {
  const t = useText();
  const { subscriptionId } = useParams({ from: '/framed/customer/purchases/$subscriptionId' });
  const address = `/comptoir/v1/own-purchases/${encodeURIComponent(subscriptionId)}`;
  const key = ['ownSubscriptions', subscriptionId];
  const query = useQuery({ queryKey: key, queryFn: () => ask(address, ownPurchase), refetchInterval: 15_000 });
  const send = (body: OwnPurchasePatch) => ask(address, ownPurchase, { method: 'PATCH', body });
  return (
    <Loaded query={query} page>
      {(one) => (
        <Page
          title={one.friendlyName}
          badge={
            <>
              <SubscriptionStatus status={one.status} stepUntil={one.pendingStep?.until} />
              {one.trial ? <Status tone="good">{t('marketplace.trial')}</Status> : null}
            </>
          }
          crumbs={[{ label: t('menu.ownSubscriptions'), to: paths.ownSubscriptions }]}
        >
          {one.askedQuantity === undefined || one.pendingStep ? null : (
            <Message>
              {t('subscription.pending.text', { publisher: one.publisherName, quantity: one.askedQuantity })}
            </Message>
          )}
          {one.askedPlan === undefined || one.pendingStep ? null : (
            <Message>{t('subscription.pending.plan', { publisher: one.publisherName })}</Message>
          )}
          <OwnStep one={one} path={address} queryKey={key} />
          {one.status === 'suspended' ? (
            <Message>{t('suspend.byOperator', { day: t.formats.day(one.endsUnlessActedOn) })}</Message>
          ) : null}
          <SetUp one={one} />
          {one.status === 'active' ? <ManageOwn key={one.version} one={one} send={send} queryKey={key} /> : null}
          {one.status === 'active' && !isWaiting(one) ? <PlanOwn one={one} send={send} queryKey={key} /> : null}
          <Details one={one} />
          {one.status === 'deleted' ? null : <CancelOwn one={one} send={send} queryKey={key} />}
        </Page>
      )}
    </Loaded>
  );
}

function OwnStep({ one, path, queryKey }: { one: OwnPurchase; path: string; queryKey: readonly string[] }) {
  const t = useText();
  const may = useMay('ownPurchases.manage');
  const queries = useQueryClient();
  if (!one.pendingStep) return null;
  return (
    <StepFirst
      action={one.pendingStep.action}
      until={one.pendingStep.until}
      publisher={one.publisherName}
      link={one.landingUrl ? <OutsideLink href={one.landingUrl}>{t('ownPurchase.manage')}</OutsideLink> : null}
      path={path}
      mayNot={may ? undefined : t('storeBuy.mayNot')}
      onTakenBack={() => queries.invalidateQueries({ queryKey })}
    />
  );
}

function SetUp({ one }: { one: OwnPurchase }) {
  const t = useText();
  if (!one.landingUrl) return null;
  const { publisherName: publisher } = one;
  if (one.status !== 'pending') {
    return (
      <Section title={t('subscription.setup')} purpose={t('ownPurchase.manage.text', { publisher })}>
        <p>
          <OutsideLink href={one.landingUrl}>{t('ownPurchase.manage')}</OutsideLink>
        </p>
      </Section>
    );
  }
  return (
    <Section title={t('subscription.setup')}>
      <Message commands={<OutsideLink href={one.landingUrl}>{t('ownPurchase.setUp')}</OutsideLink>}>
        {t('ownPurchase.setUp.text', { publisher })}
      </Message>
    </Section>
  );
}

function Details({ one }: { one: OwnPurchase }) {
  const t = useText();
  const day = (text: string | undefined) => (text ? t.formats.day(text) : '–');
  const { unitPrice: amount, currency, billingCycle: cycle, refundableUntil: refund } = one;
  const bought = termText(t, one.term, cycle);
  const ended = one.status === 'deleted';
  return (
    <Section title={t('subscription.details')}>
      <Facts
        facts={[
          [t('subscription.offer'), one.product],
          [t('word.publisher'), one.publisherName],
          [t('word.quantity'), t.formats.number(one.quantity)],
          [t('word.term'), one.trial ? trialText(t, one.trial, bought) : bought],
          [
            t(one.perSeat ? 'ownPurchase.pricePerSeat' : 'ownPurchase.price'),
            cycleText(t, { amount, currency, cycle }),
          ],
          [t('cart.total'), totalText(t, one)],
          [t('subscription.bought'), t.formats.moment(one.boughtAt)],
          [t('subscription.start'), day(one.activatedAt)],
          ...(ended
            ? []
            : ([
                [t('subscription.termEnd'), day(one.termEnd)],
                [t('subscription.autoRenew'), t(one.autoRenew ? 'word.yes' : 'word.no')],
              ] as const)),
          ...(refund && !ended ? [[t('subscription.refund'), t.formats.moment(refund)] as const] : []),
          [t('offerProperties.terms'), <TermsLink key="terms" terms={one.terms} on={one.terms.boughtOn} />],
          [t('subscription.id'), <code key="id">{one.id}</code>],
          [t('word.order'), one.orderId],
        ]}
      />
    </Section>
  );
}

/** Of each billing cycle; of a trial that is not over, and before the activation, with the day from which it is paid. */
function totalText(t: Text, { unitPrice, quantity, currency, billingCycle: cycle, trial, activatedAt }: OwnPurchase) {
  const amount = cycleText(t, { amount: timesOf(unitPrice, quantity), currency, cycle });
  if (trial?.firstPaidDay) return t('price.fromDay', { amount, day: t.formats.day(trial.firstPaidDay) });
  if (trial) return t('price.fromTrial', { amount });
  return activatedAt ? amount : t('price.fromActivation', { amount });
}
