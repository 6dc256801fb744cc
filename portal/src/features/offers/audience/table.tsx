/** Table of the selected partners: Active, Company, Location, Region, Remove, with numbered paging (rule A24). */
import type { AudiencePartner } from '@comptoir/contracts/comptoir/offers';
import type { AudienceTransitions } from '@comptoir/contracts/comptoir/publisher-requests';
import { useState } from 'react';
import { paths } from '../../../paths.ts';
import { ActionButton } from '../../../ui/action-button.tsx';
import { LinkButton } from '../../../ui/link.tsx';
import { Table } from '../../../ui/table.tsx';
import type { Column } from '../../../ui/list-rows.ts';
import { Pager } from '../../../ui/pager.tsx';
import { Status } from '../../../ui/status.tsx';
import { useText } from '../../../ui/text.tsx';
import { locationText, regionText } from '../../partners/words.ts';
import { transitionReason } from './words.ts';
import type { Editor } from '../editor/editor.tsx';

const pageRows = 20;

interface AudienceTableProps {
  readonly editor: Editor;
  readonly transitions: AudienceTransitions;
  readonly rows: readonly AudiencePartner[];
  readonly onRemove: (tenantId: string) => void;
}

export function AudienceTable({ editor, transitions, rows, onRemove }: AudienceTableProps) {
  const t = useText();
  const [wanted, setWanted] = useState(1);
  const columns = useColumns(editor, transitions, onRemove);
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

function useColumns(
  { offer }: Editor,
  transitions: AudienceTransitions,
  remove: (tenantId: string) => void,
): readonly Column<AudiencePartner>[] {
  const t = useText();
  const listLive = offer.liveAudience?.option === 'selected';
  const live = new Set(listLive ? offer.liveAudience?.partnerTenantIds : []);
  const later = listLive ? 'partner.active.sync' : 'partner.active.later';
  const active = ({ tenantId }: AudiencePartner) => t(live.has(tenantId) ? 'word.yes' : later);
  return [
    {
      id: 'active',
      header: t('partner.active'),
      text: active,
      cell: (partner) => <Status tone={live.has(partner.tenantId) ? 'good' : 'waiting'}>{active(partner)}</Status>,
    },
    { id: 'company', header: t('partner.company'), text: (partner) => partner.name, namesRow: true },
    { id: 'location', header: t('partner.location'), text: (partner) => locationText(t, partner) },
    { id: 'region', header: t('partner.region'), text: (partner) => regionText(t, partner.region) },
    {
      id: 'remove',
      header: t('offerAudience.remove'),
      text: () => '',
      cell: (partner) =>
        live.has(partner.tenantId) ? (
          <RemovalRequest offerId={offer.offerId} partner={partner} transitions={transitions} />
        ) : (
          <ActionButton size="small" subtle of={partner.name} onAct={() => remove(partner.tenantId)}>
            {t('offerAudience.remove')}
          </ActionButton>
        ),
    },
  ];
}

interface RemovalRequestProps {
  readonly offerId: string;
  readonly partner: AudiencePartner;
  readonly transitions: AudienceTransitions;
}

/** A partner in force leaves only by a support request, and never once it has sold (rules A15, A16). */
function RemovalRequest({ offerId, partner, transitions }: RemovalRequestProps) {
  const t = useText();
  const sale = transitions.soldPartners.find(({ tenantId }) => tenantId === partner.tenantId);
  const removal = transitions.transitions.find(({ kind }) => kind === 'removePartners');
  const unless = (() => {
    if (sale) return t('offerAudience.remove.sold', { date: t.formats.day(sale.firstSoldAt), count: sale.customers });
    if (transitions.openRequest) return t('offerTransitions.open.already');
    return removal?.how === 'refused' ? transitionReason(t, removal) : undefined;
  })();
  if (unless === undefined) {
    return (
      <LinkButton size="small" appearance="subtle" to={paths.supportRequest(offerId, 'remove', [partner.tenantId])}>
        {t('offerAudience.remove.request')}
        <span className="sr-only"> – {partner.name}</span>
      </LinkButton>
    );
  }
  return (
    <>
      <ActionButton size="small" subtle of={partner.name} unless={unless}>
        {t('offerAudience.remove')}
      </ActionButton>
      {sale ? (
        <span className="quiet">{t('offerAudience.sold', { date: t.formats.day(sale.firstSoldAt) })}</span>
      ) : null}
    </>
  );
}
