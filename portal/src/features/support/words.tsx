/** Words and badges for publishers' support requests. */
import type { PublisherRequest, PublisherRequestSummary } from '@comptoir/contracts/comptoir/publisher-requests';
import { CallError } from '@comptoir/contracts/call';
import type { ReactNode } from 'react';
import { Facts, type Fact } from '../../ui/facts.tsx';
import { ProblemSummary } from '../../ui/form/problem-summary.tsx';
import { Section } from '../../ui/page.tsx';
import { Status } from '../../ui/status.tsx';
import { RuleNote, RuleSource } from '../../ui/rule.tsx';
import { useText, type Text } from '../../ui/text.tsx';
import { transitionReason } from '../offers/audience/words.ts';
import { audienceText } from '../offers/words.tsx';

const tones = { submitted: 'waiting', approved: 'good', refused: 'bad', withdrawn: 'neutral' } as const;

export function RequestState(props: { state: PublisherRequestSummary['state'] }) {
  const t = useText();
  return <Status tone={tones[props.state]}>{t(`request.state.${props.state}`)}</Status>;
}

/** Its title in the reader's language: the source knows one, in two languages (rule A16). */
export const titleText = (t: Text, title: string) =>
  /^(deauthorize csp|supprimer l.autorisation csp)$/i.test(title) ? t('request.title') : title;

/** What is asked for, in one line. */
export function changeText(t: Text, { from, change }: Pick<PublisherRequestSummary, 'from' | 'change'>): string {
  if (change.kind === 'removePartners') return t('request.change.remove', { count: change.partnerTenantIds.length });
  return t('request.change.option', { from: t(audienceText(from)), to: t(audienceText(change.to)) });
}

/** Names, each on its line; a long list says how many more there are. */
export function Names(props: { names: readonly string[] }) {
  const t = useText();
  const shown = props.names.slice(0, mostNames);
  const more = props.names.length - shown.length;
  return (
    <ul className="bullets">
      {shown.map((name) => (
        <li key={name}>{name}</li>
      ))}
      {more > 0 ? <li>{t('request.more', { count: more })}</li> : null}
    </ul>
  );
}

const mostNames = 50;
const names = (partners: readonly { readonly name: string }[]) => partners.map(({ name }) => name);

/** What was asked, by whom and about what; the same for the publisher and for the operator. */
export function AskedFor({ request, offer }: { request: PublisherRequest; offer: ReactNode }) {
  const t = useText();
  const { contact, change } = request;
  const partners: Fact[] =
    request.partners.length === 0
      ? []
      : [
          [
            t(change.kind === 'removePartners' ? 'request.leaving' : 'request.joining'),
            <Names key="partners" names={names(request.partners)} />,
          ],
        ];
  return (
    <Section title={t('request.asked')}>
      <Facts
        facts={[
          [t('request.offer'), offer],
          [t('request.what'), changeText(t, request)],
          ...partners,
          [t('request.productVersion'), t('requestForm.liveOfferManagement')],
          [t('request.category'), t(`requestForm.category.${request.category}`)],
          [t('request.problem'), t('requestForm.updateExistingOffer')],
          [
            t('requestForm.description'),
            <span key="description" className="as-written">
              {request.description}
            </span>,
          ],
          [t('requestForm.contact'), [contact.name, contact.email, contact.phone].filter(Boolean).join(', ')],
          [t('request.when'), t.formats.moment(request.submittedAt)],
          [t('request.by'), request.submittedBy],
        ]}
      />
    </Section>
  );
}

/** How it was decided, once it is. */
export function DecisionFacts({ request }: { request: PublisherRequest }) {
  const t = useText();
  if (request.decidedAt === null) return null;
  return (
    <Section title={t('request.decision')}>
      <Facts
        facts={[
          [t('word.state'), <RequestState key="state" state={request.state} />],
          [t('request.decidedAt'), t.formats.moment(request.decidedAt)],
          [t('request.decidedBy'), request.decidedBy],
          ...(request.reason
            ? [
                [
                  t('request.reason'),
                  <span key="reason" className="as-written">
                    {request.reason}
                  </span>,
                ] as const,
              ]
            : []),
        ]}
      />
    </Section>
  );
}

/** How things stand while it waits: what approving it would do now, and who sold. */
export function Standing({ now }: { now: NonNullable<PublisherRequest['now']> }) {
  const t = useText();
  const kept = now.keptPartners.length > 0;
  return (
    <Section title={t('request.now')}>
      <Facts
        facts={[
          [t('request.inForce'), t(audienceText(now.from))],
          [
            t('request.possible'),
            <Status key="how" tone={now.how === 'refused' ? 'bad' : 'good'}>
              {t(now.how === 'refused' ? 'offerTransitions.way.refused' : 'request.possible.yes')}
            </Status>,
          ],
          [
            t('request.rule'),
            <span key="rule">
              {transitionReason(t, now)} <RuleSource rule={now.rule} />
            </span>,
          ],
          [
            t('request.sold'),
            now.soldPartners.length === 0 ? (
              t('request.sold.nobody')
            ) : (
              <Names key="sold" names={now.soldPartners.map((partner) => soldText(t, partner))} />
            ),
          ],
          ...(kept ? [[t('request.kept'), <Names key="kept" names={names(now.keptPartners)} />] as const] : []),
        ]}
      />
    </Section>
  );
}

export const soldText = (t: Text, sold: NonNullable<PublisherRequest['now']>['soldPartners'][number]) =>
  t('request.soldBy', { name: sold.name, date: t.formats.day(sold.firstSoldAt), count: sold.customers });

/** A refusal with the rule that decided it. */
export function Refusal(props: { error: unknown }) {
  return (
    <>
      <ProblemSummary error={props.error} />
      <RefusalRule error={props.error} />
    </>
  );
}

/** The rule that a refusal names. */
export function RefusalRule(props: { error: unknown }) {
  const rule = props.error instanceof CallError ? props.error.rule : undefined;
  if (!rule) return null;
  return (
    <p>
      <RuleNote rule={rule} />
    </p>
  );
}
