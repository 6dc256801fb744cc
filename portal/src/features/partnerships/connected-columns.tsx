/** Columns of a list of partners of the other tier. */
import type { ConnectedPartner } from '@comptoir/contracts/comptoir/partnerships';
import type { Column } from '../../ui/list-rows.ts';
import { Status } from '../../ui/status.tsx';
import type { Text } from '../../ui/text.tsx';

export function connectedColumns(t: Text): readonly Column<ConnectedPartner>[] {
  const access = ({ administratorAccess }: ConnectedPartner) =>
    t(administratorAccess ? 'partnership.access.yes' : 'partnership.access.no');
  return [
    { id: 'name', header: t('partnership.name'), text: (partner) => partner.name },
    { id: 'mpnId', header: t('partnership.mpnId'), text: (partner) => partner.mpnId },
    { id: 'country', header: t('word.country'), text: (partner) => t.formats.country(partner.country) },
    { id: 'since', header: t('partnership.since'), text: (partner) => t.formats.day(partner.since) },
    {
      id: 'access',
      header: t('partnership.access'),
      text: access,
      cell: (partner) => <Status tone={partner.administratorAccess ? 'good' : 'neutral'}>{access(partner)}</Status>,
    },
  ];
}
