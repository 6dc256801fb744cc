/** Identifiers of a company: PartnerIDs with their type and country (rule B8). */
import type { Location } from '@comptoir/contracts/comptoir/enrolment';
import type { ReactNode } from 'react';
import { Status } from '../../ui/status.tsx';
import { Table } from '../../ui/table.tsx';
import { useText } from '../../ui/text.tsx';
import type { Column } from '../../ui/list-rows.ts';

export function LocationTable(props: {
  readonly items: readonly Location[];
  readonly command: (location: Location) => ReactNode;
}) {
  const t = useText();
  const columns: readonly Column<Location>[] = [
    { id: 'mpnId', header: 'PartnerID', text: ({ mpnId }) => mpnId },
    { id: 'type', header: t('locations.type'), text: ({ type }) => t(`locations.type.${type}`) },
    { id: 'country', header: t('newCustomer.country'), text: ({ country }) => t.formats.country(country) },
    { id: 'name', header: t('locations.name'), text: ({ name }) => name },
    {
      id: 'state',
      header: t('word.state'),
      text: (location) => stateText(t, location),
      cell: (location) =>
        location.associated ? <Status tone="good">{stateText(t, location)}</Status> : stateText(t, location),
    },
    { id: 'actions', header: t('word.actions'), text: () => '', cell: props.command },
  ];
  if (props.items.length === 0) return <p>{t('locations.none')}</p>;
  return <Table name={t('identifiers.title')} rows={props.items} rowKey={({ mpnId }) => mpnId} columns={columns} />;
}

function stateText(t: ReturnType<typeof useText>, { associated, own, usedBy }: Location): string {
  if (usedBy !== null) return t('locations.usedBy', { name: usedBy });
  if (!associated) return t('locations.free');
  return t(own ? 'locations.associated' : 'locations.foreign');
}
