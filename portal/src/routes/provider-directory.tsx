import { providerService, type DirectoryRow } from '@comptoir/contracts/comptoir/partnerships';
import { useMe } from '../features/account/me.ts';
import { WebAddress } from '../features/marketplace/contact-card.tsx';
import { directorySource } from '../features/partnerships/queries.ts';
import { paths } from '../paths.ts';
import { LinkButton, TextLink } from '../ui/link.tsx';
import { List } from '../ui/list.tsx';
import type { Column, Filter } from '../ui/list-rows.ts';
import { Page } from '../ui/page.tsx';
import { useText, type Text } from '../ui/text.tsx';

/** Indirect providers: what they do for resellers, and where to reach them. Terms are agreed on outside of here. */
export function ProviderDirectoryPage() {
  const t = useText();
  const isProvider = useMe().parts.includes('provider');
  const own = isProvider ? <LinkButton to={paths.directoryEntry}>{t('directory.own')}</LinkButton> : undefined;
  const filters = ({ countries }: { readonly countries: readonly string[] }): readonly Filter[] => [
    {
      id: 'country',
      label: t('word.country'),
      options: countries.map((value) => ({ value, label: t.formats.country(value) })),
    },
    { id: 'region', label: t('directory.region'), options: [{ value: 'mine', label: t('directory.region.mine') }] },
    {
      id: 'service',
      label: t('directory.service'),
      options: providerService.options.map((value) => ({ value, label: t(`directory.service.${value}`) })),
    },
  ];
  return (
    <Page title={t('menu.providerDirectory')} purpose={t('directory.purpose')} actions={own}>
      <p>
        {t('directory.markets')} <TextLink to={paths.markets}>{t('offerAudience.region.link')}</TextLink>
      </p>
      <List
        name={t('menu.providerDirectory')}
        source={directorySource}
        rowKey={(row) => row.tenantId}
        columns={columnsOf(t)}
        filters={filters}
        empty={{ title: t('directory.empty'), text: t('directory.empty.text') }}
      />
    </Page>
  );
}

const servicesOf = (t: Text, { services }: DirectoryRow) =>
  services.map((service) => t(`directory.service.${service}`)).join(' · ');

function columnsOf(t: Text): readonly Column<DirectoryRow>[] {
  return [
    {
      id: 'name',
      header: t('partnership.name'),
      text: (row) => row.name,
      cell: (row) => (
        <>
          {row.name}
          {row.description ? <p className="quiet pre-line">{row.description}</p> : null}
        </>
      ),
    },
    {
      id: 'country',
      header: t('word.country'),
      text: (row) => t.formats.country(row.country),
      cell: (row) => (
        <>
          {t.formats.country(row.country)}
          <br />
          <span className="quiet">{row.address}</span>
        </>
      ),
    },
    { id: 'services', header: t('directory.services'), text: (row) => servicesOf(t, row) },
    {
      id: 'contact',
      header: t('directory.contact'),
      text: (row) => [row.email, row.phone, row.website].filter(Boolean).join(' '),
      cell: (row) => (
        <div className="stack">
          {row.email ? <a href={`mailto:${row.email}`}>{row.email}</a> : null}
          {row.phone ? <span>{row.phone}</span> : null}
          <WebAddress url={row.website} label={row.website.replace(/^https?:\/\//i, '').replace(/\/$/, '')} />
        </div>
      ),
    },
  ];
}
