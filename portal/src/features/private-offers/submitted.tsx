/** A private offer that was submitted: what it grants, and where it stands for each partner. */
import type { PrivateOffer } from '@comptoir/contracts/comptoir/private-offers';
import { Facts } from '../../ui/facts.tsx';
import { Table } from '../../ui/table.tsx';
import { WholeList } from '../../ui/whole-list.tsx';
import type { Column, RowFilter } from '../../ui/list-rows.ts';
import { Section } from '../../ui/page.tsx';
import { useText } from '../../ui/text.tsx';
import type { PricedOffer } from './model.ts';
import { customersText } from './partner-rows.tsx';
import { percentText, ProgressBadge, startText } from './words.tsx';

export function SubmittedPrivateOffer({ offer }: { offer: PrivateOffer }) {
  const t = useText();
  const { document } = offer;
  return (
    <>
      <Section title={t('privateOffer.basics')}>
        <Facts
          facts={[
            [t('privateOffer.start'), offer.startsAt ? t.formats.day(offer.startsAt) : startText(t, document.start)],
            [t('privateOffer.endDay'), t.formats.day(document.end ?? undefined)],
            [t('privateOffer.submittedAt'), t.formats.moment(offer.submittedAt ?? undefined)],
            [t('privateOffer.submittedBy'), offer.submittedBy],
            [t('privateOffer.preparedBy'), document.preparedBy],
            [t('privateOffer.contacts'), document.notificationContacts.join(', ')],
          ]}
        />
      </Section>
      <Section title={t('privateOffer.pricing')}>
        <Prices offer={offer} />
      </Section>
      <Section title={t('privateOffer.partners')}>
        <Partners offer={offer} />
      </Section>
    </>
  );
}

function Prices({ offer }: { offer: PrivateOffer }) {
  const t = useText();
  const priced = (row: PricedOffer) => offer.offers.find((each) => each.offerId === row.offerId);
  const columns: readonly Column<PricedOffer>[] = [
    { id: 'offer', header: t('privateOffer.offer'), text: (row) => priced(row)?.name ?? row.offerId },
    {
      id: 'plan',
      header: t('privateOffer.plan'),
      text: (row) =>
        row.planId === undefined
          ? t('privateOffer.everyPlan')
          : (priced(row)?.plans.find((each) => each.planId === row.planId)?.name ?? row.planId),
    },
    {
      id: 'percentage',
      header: t('privateOffer.percentage'),
      end: true,
      text: (row) => percentText(t, row.discountPercentage),
    },
  ];
  return (
    <Table
      name={t('privateOffer.pricing')}
      rows={offer.document.pricing}
      rowKey={(row) => `${row.offerId} ${row.planId}`}
      columns={columns}
    />
  );
}

type Partner = PrivateOffer['partnerStates'][number];

function Partners({ offer }: { offer: PrivateOffer }) {
  const t = useText();
  const customers = (row: Partner) =>
    customersText(
      t,
      offer.document.beneficiaries.find((each) => each.partnerTenantId === row.tenantId) ?? { customerTenantIds: [] },
    );
  const progress = (row: Partner) => (row.progress ? t(`privateOffer.progress.${row.progress}`) : '');
  const columns: readonly Column<Partner>[] = [
    { id: 'company', header: t('partner.company'), text: (row) => row.name },
    { id: 'location', header: t('partner.location'), text: (row) => t.formats.country(row.country) },
    { id: 'customers', header: t('menu.customers'), text: customers },
    {
      id: 'progress',
      header: t('word.state'),
      text: progress,
      cell: (row) => (row.progress ? <ProgressBadge progress={row.progress} /> : null),
    },
    { id: 'sold', header: t('privateOffer.sold'), text: (row) => t(row.sold ? 'word.yes' : 'word.no') },
  ];
  const states = [...new Set(offer.partnerStates.flatMap((row) => row.progress ?? []))];
  const filters: readonly RowFilter<Partner>[] = [
    {
      id: 'progress',
      label: t('word.state'),
      options: states.map((value) => ({ value, label: t(`privateOffer.progress.${value}`) })),
      matches: (row, value) => row.progress === value,
    },
  ];
  return (
    <WholeList
      name={t('privateOffer.partners')}
      rows={offer.partnerStates}
      rowKey={(row) => row.tenantId}
      columns={columns}
      filters={filters}
      empty={{ title: t('privateOffer.noPartner'), text: t('privateOffer.noPartner.text') }}
    />
  );
}
