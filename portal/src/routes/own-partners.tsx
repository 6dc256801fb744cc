import type { OwnPartner } from '@comptoir/contracts/comptoir/relationships';
import { useMay } from '../features/account/me.ts';
import { ownPartnerSource, removeOwnPartner, removePartnerAccess } from '../features/partnerships/queries.ts';
import { RowCommands } from '../features/partnerships/row-commands.tsx';
import { paths } from '../paths.ts';
import { LinkButton } from '../ui/link.tsx';
import { List } from '../ui/list.tsx';
import type { Column } from '../ui/list-rows.ts';
import { Page } from '../ui/page.tsx';
import { useText, type Text } from '../ui/text.tsx';

/** A customer's partners: what each may do and since when, and how to take it away. */
export function OwnPartnersPage() {
  const t = useText();
  const may = useMay('ownPartners.manage');
  const find = <LinkButton to={paths.storePartners}>{t('partners.find')}</LinkButton>;
  const columns: readonly Column<OwnPartner>[] = [
    { id: 'name', header: t('ownPartners.name'), text: (partner) => partner.name },
    {
      id: 'kind',
      header: t('ownPartners.kind'),
      text: (partner) => `${t(`ownPartners.kind.${partner.kind}`)}, ${t.formats.country(partner.country)}`,
    },
    { id: 'may', header: t('ownPartners.may'), text: (partner) => mayOf(t, partner) },
    { id: 'since', header: t('partnership.since'), text: (partner) => t.formats.day(partner.since) },
    {
      id: 'actions',
      header: t('word.actions'),
      text: () => '',
      cell: (partner) => <Commands partner={partner} may={may} />,
    },
  ];
  return (
    <Page title={t('menu.ownPartners')} purpose={t('ownPartners.purpose')} actions={find}>
      <List
        name={t('menu.ownPartners')}
        source={ownPartnerSource}
        rowKey={(partner) => partner.tenantId}
        columns={columns}
        empty={{ title: t('ownPartners.empty'), text: t('ownPartners.empty.text'), action: find }}
      />
    </Page>
  );
}

const mayOf = (t: Text, { orders, delegatedAccess, granted }: OwnPartner) =>
  [
    t(orders ? 'ownPartners.may.order' : 'ownPartners.may.advise'),
    ...(delegatedAccess ? [t('ownPartners.may.administer')] : []),
    ...granted.map(({ roleIds, until }) =>
      t('ownPartners.may.roles', { count: roleIds.length, day: t.formats.day(until) }),
    ),
  ].join(' · ');

/** What ends, what stays and when, before it is confirmed (rule D15). */
function RemovalConditions({ name, delegatedAccess }: Pick<OwnPartner, 'name' | 'delegatedAccess'>) {
  const t = useText();
  return (
    <div className="stack">
      <p>{t('ownPartners.remove.ends', { name })}</p>
      <p>{t('ownPartners.remove.stays')}</p>
      <p>{t('ownPartners.remove.when', { name })}</p>
      {delegatedAccess ? <p>{t('ownPartners.remove.kept')}</p> : null}
    </div>
  );
}

function Commands({ partner, may }: { partner: OwnPartner; may: boolean }) {
  const t = useText();
  const { tenantId, name, delegatedAccess } = partner;
  const unless = may ? undefined : t('ownPartners.mayNot');
  return (
    <div className="commands">
      <RowCommands
        listKey={ownPartnerSource.key}
        commands={[
          {
            label: t('ownPartners.removeAccess'),
            of: name,
            text: t('ownPartners.removeAccess.text', { name }),
            done: t('ownPartners.accessRemoved', { name }),
            unless: delegatedAccess ? unless : t('ownPartners.noAccess'),
            run: () => removePartnerAccess(tenantId),
          },
          {
            label: t('ownPartners.remove'),
            of: name,
            text: <RemovalConditions name={name} delegatedAccess={delegatedAccess} />,
            done: t('ownPartners.removed', { name }),
            unless,
            run: () => removeOwnPartner(tenantId),
          },
        ]}
      />
    </div>
  );
}
