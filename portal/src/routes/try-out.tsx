import { purchaseMade, purchaseRequest, world, type World } from '@comptoir/contracts/sandbox';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { z } from 'zod';
import { ask } from '../api/client.ts';
import { useMe } from '../features/account/me.ts';
import { TryWebhooks } from '../features/webhooks/try-webhooks.tsx';
import { CopyButton } from '../ui/copy-button.tsx';
import { Facts } from '../ui/facts.tsx';
import { NumberInput, RadioInput, SelectInput } from '../ui/form/fields.tsx';
import { Form } from '../ui/form/layout.tsx';
import { useForm } from '../ui/form/use-form.ts';
import { LinkButton, OutsideLink } from '../ui/link.tsx';
import { Page, Section } from '../ui/page.tsx';
import { EmptyState, Loaded } from '../ui/states.tsx';
import { useText, type Text } from '../ui/text.tsx';
import { paths } from '../paths.ts';

type Made = z.infer<typeof purchaseMade>;
type Offer = World['offers'][number];

/** What was bought, and the plans it may change to. */
interface Bought {
  readonly purchase: Made;
  readonly plans: Offer['plans'];
}

/** Sandbox: a publisher has one of its plans bought, and follows the purchase to its own site. */
export function TryOutPage() {
  const t = useText();
  const { tenant } = useMe();
  const query = useQuery({ queryKey: ['sandbox', 'world'], queryFn: () => ask('/sandbox/v1/world', world) });
  const own = ({ offers }: World) =>
    offers.filter(
      ({ publisherTenantId, state, plans }) => publisherTenantId === tenant.id && state === 'live' && plans.length > 0,
    );
  return (
    <Page title={t('menu.tryOut')} purpose={t('tryOut.purpose')}>
      <Loaded query={query} rows={3}>
        {(found) =>
          own(found).length === 0 ? (
            <EmptyState
              title={t('tryOut.none')}
              text={t('tryOut.none.text')}
              action={<LinkButton to={paths.offers}>{t('menu.offers')}</LinkButton>}
            />
          ) : (
            <TryOut offers={own(found)} />
          )
        }
      </Loaded>
    </Page>
  );
}

function TryOut({ offers }: { offers: readonly Offer[] }) {
  const t = useText();
  const [made, setMade] = useState<Bought>();
  return (
    <>
      <Purchase offers={offers} onMade={setMade} />
      {made ? (
        <>
          <Steps made={made.purchase} />
          <TryWebhooks subscriptionId={made.purchase.subscriptionId} plans={made.plans} />
        </>
      ) : (
        <p className="quiet">{t('tryOut.before')}</p>
      )}
    </>
  );
}

const refusedAt = { QuantityNotAllowed: 'quantity', TermNotOffered: 'term', NotInMarket: 'plan' } as const;
/** An emptied quantity is no wish for one licence. */
const asTyped = { refusedAt, body: (values: unknown) => values };
const channelsOf = (t: Text) =>
  (['partner', 'direct'] as const).map((value) => ({
    value,
    label: t(`tryOut.channel.${value}`),
    hint: t(`tryOut.channel.${value}.text`),
  }));

async function buy(offers: readonly Offer[], body: z.output<typeof purchaseRequest>): Promise<Bought> {
  const purchase = await ask('/sandbox/v1/purchases', purchaseMade, { method: 'POST', body });
  return { purchase, plans: offers.find(({ externalId }) => externalId === body.offer)?.plans ?? [] };
}

function Purchase({ offers, onMade }: { offers: readonly Offer[]; onMade: (made: Bought) => void }) {
  const t = useText();
  const first = offers[0]!;
  const form = useForm({
    shape: purchaseRequest,
    start: {
      offer: first.externalId,
      plan: first.plans[0]!.planId,
      quantity: 1,
      term: first.plans[0]!.terms[0]!,
      channel: 'partner' as 'partner' | 'direct',
    },
    ...asTyped,
    words: { quantity: t('manage.quantity.wrong') },
    send: (body) => buy(offers, body),
    onSent: onMade,
  });
  const offer = offers.find(({ externalId }) => externalId === form.hook.watch('offer')) ?? first;
  const plan = offer.plans.find(({ planId }) => planId === form.hook.watch('plan')) ?? offer.plans[0]!;
  const choosePlan = ({ planId, terms }: Offer['plans'][number]) => {
    form.hook.setValue('plan', planId);
    form.hook.setValue('term', terms[0]!);
    form.hook.setValue('quantity', 1);
  };
  return (
    <Section title={t('tryOut.buy')} purpose={t('tryOut.buy.text')}>
      <Form form={form} submit={t('tryOut.submit')}>
        <div className="field-row">
          <SelectInput
            form={form}
            name="offer"
            label={t('subscription.offer')}
            options={offers.map(({ externalId, name }) => ({ value: externalId, label: name }))}
            onChoice={(id) => choosePlan(offers.find(({ externalId }) => externalId === id)!.plans[0]!)}
            required
          />
          <SelectInput
            form={form}
            name="plan"
            label={t('storeBuy.plan')}
            options={offer.plans.map(({ planId, name }) => ({ value: planId, label: name }))}
            onChoice={(id) => choosePlan(offer.plans.find(({ planId }) => planId === id)!)}
            required
          />
          <SelectInput
            form={form}
            name="term"
            label={t('word.term')}
            options={plan.terms.map((term) => ({ value: term, label: t.maybe(`term.${term}`) ?? term }))}
            required
          />
          {plan.pricing === 'perSeat' ? (
            <NumberInput form={form} name="quantity" label={t('word.quantity')} required />
          ) : null}
        </div>
        <RadioInput form={form} name="channel" label={t('tryOut.channel')} options={channelsOf(t)} required />
      </Form>
    </Section>
  );
}

/** What the publisher's site does now, step by step. */
function Steps({ made }: { made: Made }) {
  const t = useText();
  return (
    <Section title={t('tryOut.next')}>
      <ol className="path">
        <li>
          {t('tryOut.next.landing')} <OutsideLink href={made.landingUrl}>{t('tryOut.open')}</OutsideLink>
        </li>
        <li>{t('tryOut.next.resolve')}</li>
        <li>{t('tryOut.next.activate')}</li>
        <li>{t('tryOut.next.usage')}</li>
      </ol>
      <Facts
        facts={[
          [t('subscription.id'), <code key="id">{made.subscriptionId}</code>],
          [
            t('tryOut.token'),
            <span key="token" className="inline-link">
              <code>{`${made.token.slice(0, 24)}…`}</code>
              <CopyButton text={made.token} what={t('tryOut.token')} />
            </span>,
          ],
          [t('tryOut.purchaser'), <code key="purchaser">{made.partnerTenantId}</code>],
          [t('tryOut.beneficiary'), <code key="beneficiary">{made.customerTenantId}</code>],
        ]}
      />
    </Section>
  );
}
