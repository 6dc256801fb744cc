/** Table of the selected partners: Active, Company, Location, Region, Remove, with numbered paging (rule A24). */
import type { AudiencePartner } from '@comptoir/contracts/comptoir/offers';
import { useState } from 'react';
import { ActionButton } from '../../ui/action-button.tsx';
import { Table } from '../../ui/list.tsx';
import type { Column } from '../../ui/list-rows.ts';
import { Pager } from '../../ui/pager.tsx';
import { useText } from '../../ui/text.tsx';
import type { Editor } from './editor.tsx';

const pageRows = 20;

interface AudienceTableProps {
  readonly editor: Editor;
  readonly rows: readonly AudiencePartner[];
  readonly onRemove: (tenantId: string) => void;
}

export function AudienceTable({ editor, rows, onRemove }: AudienceTableProps) {
  const t = useText();
  const [wanted, setWanted] = useState(1);
  const columns = useColumns(editor, onRemove);
  const last = Math.max(1, Math.ceil(rows.length / pageRows));
  const page = Math.min(wanted, last);
  const name = t('offerAudience.partners');
  return (
    <>
      <Table
        name={name}
        rows={rows.slice((page - 1) * pageRows, page * pageRows)}
        rowKey={(partner) => partner.tenantId}
        columns={columns}
      />
      <Pager name={name} page={page} last={last} onPage={setWanted} />
    </>
  );
}

function useColumns({ offer }: Editor, remove: (tenantId: string) => void): readonly Column<AudiencePartner>[] {
  const t = useText();
  const live = new Set(offer.liveAudience?.partnerTenantIds);
  const later = offer.liveAudience?.option === 'selected' ? 'partner.active.sync' : 'partner.active.later';
  return [
    {
      id: 'active',
      header: t('partner.active'),
      text: (partner) => t(live.has(partner.tenantId) ? 'word.yes' : later),
    },
    { id: 'company', header: t('partner.company'), text: (partner) => partner.name, namesRow: true },
    { id: 'location', header: t('partner.location'), text: (partner) => t.formats.country(partner.country) },
    { id: 'region', header: t('partner.region'), text: (partner) => partner.region },
    {
      id: 'remove',
      header: t('offerAudience.remove'),
      text: () => '',
      cell: (partner) => (
        <ActionButton size="small" subtle of={partner.name} onAct={() => remove(partner.tenantId)}>
          {t('offerAudience.remove')}
        </ActionButton>
      ),
    },
  ];
}
