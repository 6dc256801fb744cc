import type { OfferDocument } from '@comptoir/contracts/comptoir/offers';
import { useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { OfferEditor } from '../features/offers/editor/editor.tsx';
import { OfferView } from '../features/offers/view.tsx';
import { versionQuery } from '../features/offers/queries.ts';
import { paths } from '../paths.ts';
import { Facts } from '../ui/facts.tsx';
import { LinkButton } from '../ui/link.tsx';
import { Section } from '../ui/page.tsx';
import { Loaded } from '../ui/states.tsx';
import { Status } from '../ui/status.tsx';
import { useText } from '../ui/text.tsx';

/** One published version as it was; whoever bought it has these terms. */
export function OfferVersionPage() {
  const t = useText();
  const { number } = useParams({ from: '/framed/publisher/offers/$offerId/versions/$number' });
  const title = t('offerOverview.version.number', { number: Number(number) || 0 });
  return (
    <OfferEditor
      page="overview"
      title={title}
      purpose={t('offerVersion.purpose')}
      readOnly
      actions={({ offer }) => (
        <LinkButton to={paths.offerCompare(offer.offerId, number, 'draft')}>{t('compare.withDraft')}</LinkButton>
      )}
    >
      {({ offer }) => <Version offerId={offer.offerId} kind={offer.kind} number={Number(number)} />}
    </OfferEditor>
  );
}

type VersionProps = { readonly offerId: string; readonly number: number } & Pick<
  Parameters<typeof OfferView>[0],
  'kind'
>;

function Version({ offerId, kind, number }: VersionProps) {
  const t = useText();
  const query = useQuery(versionQuery(offerId, number));
  return (
    <Loaded query={query}>
      {({ document, publishedAt, publishedBy, live }) => (
        <>
          <Section title={t('offerOverview.summary')}>
            <Facts
              facts={[
                [
                  t('word.state'),
                  <Status key="state" tone={live ? 'good' : 'neutral'}>
                    {t(live ? 'compare.state.live' : 'offerOverview.replaced')}
                  </Status>,
                ],
                [t('offerOverview.publishedAt'), t.formats.moment(publishedAt)],
                [t('offerOverview.publishedBy'), publishedBy],
                ...setupFacts(t, document),
              ]}
            />
          </Section>
          <OfferView kind={kind} document={document} />
        </>
      )}
    </Loaded>
  );
}

function setupFacts(t: ReturnType<typeof useText>, document: OfferDocument) {
  const { setup, technical, contacts, cspMarketingUrl } = document;
  const activation = setup.sellThroughOperator && technical.landingPageUrl !== '';
  return [
    [t('offerSetup.sellThroughOperator'), t(setup.sellThroughOperator ? 'word.yes' : 'word.no')],
    [t('offerSetup.listInStore'), t(setup.listInStore === false ? 'word.no' : 'word.yes')],
    ...(activation
      ? [
          [t('offerTechnical.landingPageUrl'), technical.landingPageUrl],
          [t('offerTechnical.connectionWebhook'), technical.connectionWebhook],
          [
            t('offerTechnical.stepsFirst'),
            technical.stepsFirst?.map((step) => t(`offerTechnical.stepsFirst.${step}`)).join(', ') ||
              t('offerTechnical.stepsFirst.none'),
          ],
        ]
      : []),
    ...(['engineering', 'cspProgramme'] as const).map((kind) => [
      t(`contact.${kind}`),
      [contacts[kind].name, contacts[kind].email, contacts[kind].phone].filter(Boolean).join(', '),
    ]),
    [t('offerListing.cspMarketingUrl'), cspMarketingUrl],
  ] as [string, string][];
}
