/** The versions of an offer: live ones are kept for ever, each can be looked at and compared. */
import type { Offer, OfferVersionSummary } from '@comptoir/contracts/comptoir/offers';
import { useQuery } from '@tanstack/react-query';
import { paths } from '../../../paths.ts';
import { TextLink } from '../../../ui/link.tsx';
import { Table } from '../../../ui/table.tsx';
import type { Column } from '../../../ui/list-rows.ts';
import { Section } from '../../../ui/page.tsx';
import { Loaded } from '../../../ui/states.tsx';
import { Status } from '../../../ui/status.tsx';
import { useText } from '../../../ui/text.tsx';
import { versionsQuery } from '../queries.ts';

export function VersionList({ offer }: { offer: Offer }) {
  const t = useText();
  const query = useQuery(versionsQuery(offer.offerId));
  const columns = useColumns(offer);
  return (
    <Section title={t('offerOverview.versions')} purpose={t('offerOverview.versions.hint')}>
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

function useColumns({ offerId, state }: Offer): readonly Column<OfferVersionSummary>[] {
  const t = useText();
  const onSale = (version: OfferVersionSummary) => version.live && state !== 'stopped';
  const stateText = (version: OfferVersionSummary) =>
    version.live ? (onSale(version) ? 'offer.state.live' : 'offer.state.stopped') : 'offerOverview.replaced';
  return [
    {
      id: 'number',
      header: t('offerOverview.version'),
      text: (version) => t('offerOverview.version.number', { number: version.number }),
      cell: (version) => (
        <TextLink to={paths.offerVersion(offerId, version.number)}>
          {t('offerOverview.version.number', { number: version.number })}
        </TextLink>
      ),
    },
    {
      id: 'state',
      header: t('word.state'),
      text: (version) => t(stateText(version)),
      cell: (version) => (
        <Status tone={onSale(version) ? 'good' : version.live ? 'bad' : 'neutral'}>{t(stateText(version))}</Status>
      ),
    },
    { id: 'at', header: t('offerOverview.publishedAt'), text: (version) => t.formats.moment(version.publishedAt) },
    { id: 'by', header: t('offerOverview.publishedBy'), text: (version) => version.publishedBy },
    {
      id: 'compare',
      header: t('word.actions'),
      text: () => '',
      cell: (version) => (
        <TextLink to={paths.offerCompare(offerId, String(version.number), 'draft')}>
          {t('compare.withDraft')}
          <span className="sr-only"> – {t('offerOverview.version.number', { number: version.number })}</span>
        </TextLink>
      ),
    },
  ];
}
