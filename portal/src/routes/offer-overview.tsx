import type { Offer, OfferVersionSummary } from '@comptoir/contracts/comptoir/offers';
import { useQuery } from '@tanstack/react-query';
import { OfferEditor } from '../features/offers/editor.tsx';
import { versionsQuery } from '../features/offers/queries.ts';
import { audienceText, OfferStateBadge } from '../features/offers/words.tsx';
import { paths } from '../paths.ts';
import { Facts } from '../ui/facts.tsx';
import { LinkButton, TextLink } from '../ui/link.tsx';
import { Table } from '../ui/list.tsx';
import type { Column } from '../ui/list-rows.ts';
import { Section } from '../ui/page.tsx';
import { Loaded } from '../ui/states.tsx';
import { Status } from '../ui/status.tsx';
import { useText } from '../ui/text.tsx';

/** Where the offer stands: store publication and resale by partners apart from each other, and its versions. */
export function OfferOverviewPage() {
  const t = useText();
  return (
    <OfferEditor
      page="overview"
      purpose={t('offerOverview.purpose')}
      readOnly
      actions={({ offer }) => (
        <LinkButton appearance="primary" to={paths.offer(offer.offerId, 'publish')}>
          {t('offer.reviewAndPublish')}
        </LinkButton>
      )}
    >
      {({ offer }) => (
        <>
          <Summary offer={offer} />
          <Versions offerId={offer.offerId} />
        </>
      )}
    </OfferEditor>
  );
}

function Summary(props: { offer: Offer }) {
  const t = useText();
  const { offer } = props;
  const inForce = offer.liveAudience;
  return (
    <Section title={t('offerOverview.summary')}>
      <Facts
        facts={[
          [t('offerOverview.store'), <OfferStateBadge key="state" state={offer.state} />],
          [
            t('offerOverview.resale'),
            <TextLink key="audience" to={paths.offer(offer.offerId, 'audience')}>
              {t(inForce ? audienceText(inForce.option) : 'offerOverview.resale.none')}
            </TextLink>,
          ],
          [t('offers.id'), <code key="id">{offer.externalId}</code>],
          [t('offerOverview.productId'), <code key="product">{offer.productId}</code>],
          [t('offerOverview.kind'), t('offerOverview.kind.saas')],
          [t('offerOverview.plans'), t.formats.number(offer.document.plans.length)],
          [t('offerOverview.created'), t.formats.moment(offer.createdAt)],
          [t('offers.updated'), t.formats.moment(offer.updatedAt)],
        ]}
      />
    </Section>
  );
}

function Versions(props: { offerId: string }) {
  const t = useText();
  const query = useQuery(versionsQuery(props.offerId));
  const columns: readonly Column<OfferVersionSummary>[] = [
    { id: 'number', header: t('offerOverview.version'), text: (version) => t.formats.number(version.number) },
    {
      id: 'state',
      header: t('word.state'),
      text: (version) => t(version.live ? 'offer.state.live' : 'offerOverview.replaced'),
      cell: (version) => (
        <Status tone={version.live ? 'good' : 'neutral'}>
          {t(version.live ? 'offer.state.live' : 'offerOverview.replaced')}
        </Status>
      ),
    },
    { id: 'at', header: t('offerOverview.publishedAt'), text: (version) => t.formats.moment(version.publishedAt) },
    { id: 'by', header: t('offerOverview.publishedBy'), text: (version) => version.publishedBy },
  ];
  return (
    <Section title={t('offerOverview.versions')}>
      <Loaded query={query} rows={2}>
        {({ items }) =>
          items.length === 0 ? (
            <p className="quiet">{t('offerOverview.versions.empty')}</p>
          ) : (
            <Table
              name={t('offerOverview.versions')}
              rows={items}
              rowKey={(version) => version.versionId}
              columns={columns}
            />
          )
        }
      </Loaded>
    </Section>
  );
}
