import { useQuery } from '@tanstack/react-query';
import { useMay, useMe } from '../features/account/me.ts';
import { freeLicencesQuery, useCount, waitingGrantsQuery } from '../features/overview/counts.ts';
import { Tiles, type Tile } from '../features/overview/tiles.tsx';
import { RequestRelationship } from '../features/partnerships/request-relationship.tsx';
import { paths } from '../paths.ts';
import { ActionButton } from '../ui/action-button.tsx';
import { LinkButton } from '../ui/link.tsx';
import { Message } from '../ui/message.tsx';
import { Page } from '../ui/page.tsx';
import { useText } from '../ui/text.tsx';

/** What a reseller looks at first: its customers, its providers, what it asked for. */
export function ResellerOverviewPage() {
  const t = useText();
  const mayAsk = useMay('relationships.request');
  const requests = useCount('openRequests', mayAsk);
  const tiles: readonly Tile[] = [
    { label: t('overview.customers'), to: paths.customers, count: useCount('customers') },
    { label: t('overview.providers'), to: paths.providers, count: useCount('providers') },
    ...(mayAsk ? [{ label: t('overview.openRequests'), to: paths.relationshipRequests, count: requests }] : []),
  ];
  return (
    <Page
      title={t('menu.overview')}
      purpose={t('overview.reseller.purpose')}
      actions={
        <>
          <RequestRelationship />
          <LinkButton to={paths.providerDirectory}>{t('menu.providerDirectory')}</LinkButton>
        </>
      }
    >
      <Tiles tiles={tiles} />
    </Page>
  );
}

/** What a customer looks at first: what it has, who supplies it, and what waits for its answer. */
export function CustomerOverviewPage() {
  const t = useText();
  const me = useMe();
  const managesUsers = me.permissions.includes('users.read');
  const licences = useQuery({ ...freeLicencesQuery, enabled: managesUsers }).data;
  const seesPartners = me.permissions.includes('ownPartners.read');
  const inPerson = seesPartners ? undefined : t('menu.inPerson', { tenant: me.tenant.name });
  const active = useCount('ownActive', seesPartners);
  const pending = useCount('ownPending', seesPartners);
  const partners = useCount('ownPartners', seesPartners);
  const grants = useQuery({ ...waitingGrantsQuery, enabled: seesPartners }).data;
  const ofPartners: readonly Tile[] = [
    { label: t('overview.ownActive'), to: paths.ownSubscriptions, count: active },
    { label: t('overview.ownPending'), to: paths.ownSubscriptions, count: pending, waits: true },
    { label: t('overview.ownPartners'), to: paths.ownPartners, count: partners },
    { label: t('overview.waitingGrants'), to: paths.ownAccess, count: grants, waits: true },
  ];
  const tiles: readonly Tile[] = [
    ...(seesPartners ? ofPartners : []),
    ...(managesUsers ? [{ label: t('overview.freeLicences'), to: paths.users, count: licences }] : []),
  ];
  return (
    <Page
      title={t('menu.overview')}
      purpose={t('overview.customer.purpose', { tenant: me.tenant.name })}
      actions={
        inPerson === undefined ? (
          <LinkButton to={paths.storePartners}>{t('partners.find')}</LinkButton>
        ) : (
          <ActionButton unless={inPerson}>{t('partners.find')}</ActionButton>
        )
      }
    >
      {me.home ? <Message>{t('overview.onBehalf', { tenant: me.tenant.name })}</Message> : null}
      <Tiles tiles={tiles} />
    </Page>
  );
}
