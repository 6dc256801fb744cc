import { ownPurchase, type OwnPurchase, type OwnPurchasePatch } from '@comptoir/contracts/comptoir/own-purchases';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { ask } from '../api/client.ts';
import { CancelOwn, ManageOwn, PlanOwn } from '../features/subscriptions/own-purchase.tsx';
import { StepFirst } from '../features/subscriptions/step.tsx';
import { useMay } from '../features/account/me.ts';
import { SubscriptionStatus } from '../features/subscriptions/words.tsx';
import { paths } from '../paths.ts';
import { cycleText, termText } from '../ui/cycles.ts';
import { Facts } from '../ui/facts.tsx';
import { OutsideLink } from '../ui/link.tsx';
import { Message } from '../ui/message.tsx';
import { Page, Section } from '../ui/page.tsx';
import { Loaded } from '../ui/states.tsx';
import { useText } from '../ui/text.tsx';

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
          badge={<SubscriptionStatus status={one.status} stepUntil={one.pendingStep?.until} />}
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
          {one.status === 'active' && one.askedPlan === undefined && one.askedQuantity === undefined ? (
            <PlanOwn one={one} send={send} queryKey={key} />
          ) : null}
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
  const { unitPrice: amount, currency, billingCycle: cycle } = one;
  return (
    <Section title={t('subscription.details')}>
      <Facts
        facts={[
          [t('subscription.offer'), one.product],
          [t('word.publisher'), one.publisherName],
          [t('word.quantity'), t.formats.number(one.quantity)],
          [t('word.term'), termText(t, one.term, one.billingCycle)],
          [
            t(one.perSeat ? 'ownPurchase.pricePerSeat' : 'ownPurchase.price'),
            cycleText(t, { amount, currency, cycle }),
          ],
          [t('subscription.bought'), t.formats.moment(one.boughtAt)],
          [t('subscription.termEnd'), day(one.termEnd)],
          [t('subscription.autoRenew'), t(one.autoRenew ? 'word.yes' : 'word.no')],
          [t('subscription.id'), <code key="id">{one.id}</code>],
        ]}
      />
    </Section>
  );
}
