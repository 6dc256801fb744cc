/** Option 2: the list of selected partners with its commands (rules A7 to A13, A24). */
import type { AudiencePartner } from '@comptoir/contracts/comptoir/offers';
import type { AudienceTransitions } from '@comptoir/contracts/comptoir/publisher-requests';
import { useState } from 'react';
import { paths } from '../../../paths.ts';
import { ActionButton } from '../../../ui/action-button.tsx';
import { ProblemSummary } from '../../../ui/form/problem-summary.tsx';
import { TextLink } from '../../../ui/link.tsx';
import { Section } from '../../../ui/page.tsx';
import { EmptyState } from '../../../ui/states.tsx';
import { useText } from '../../../ui/text.tsx';
import { ExportCommand, ImportCommand, SyncCommand } from './commands.tsx';
import { AudienceTable } from './table.tsx';
import type { Editor } from '../editor/editor.tsx';
import { PartnerPicker } from '../../partners/picker.tsx';

interface AudiencePartnersProps {
  readonly editor: Editor;
  readonly transitions: AudienceTransitions;
  /** Partners added on this page: their names are not in the offer's answer before the draft is saved. */
  readonly picked: readonly AudiencePartner[];
  readonly onPick: (partners: readonly AudiencePartner[]) => void;
}

export function AudiencePartners({ editor, transitions, picked, onPick }: AudiencePartnersProps) {
  const t = useText();
  const [open, setOpen] = useState(false);
  const [error, setError] = useState<unknown>();
  const { audience } = editor.document;
  const setIds = (partnerTenantIds: string[]) => editor.change({ audience: { ...audience, partnerTenantIds } });
  const add = (partners: readonly AudiencePartner[]) => {
    onPick(partners);
    setIds([...audience.partnerTenantIds, ...partners.map((partner) => partner.tenantId)]);
  };
  const problem = editor.problem('audience.partnerTenantIds');
  const rows = rowsOf(audience.partnerTenantIds, [...editor.offer.audiencePartners, ...picked]);
  return (
    <Section title={t('offerAudience.partners')}>
      <div className="commands">
        <ActionButton onAct={() => setOpen(true)}>{t('offerAudience.select')}</ActionButton>
        <SyncCommand editor={editor} onError={setError} />
        <ImportCommand editor={editor} onError={setError} onAdd={add} />
        <ExportCommand editor={editor} />
      </div>
      <ProblemSummary error={error} />
      {problem ? <p role="alert">{problem}</p> : null}
      {rows.length === 0 ? (
        <EmptyState title={t('offerAudience.empty')} text={t('offerAudience.empty.text')} />
      ) : (
        <AudienceTable
          editor={editor}
          transitions={transitions}
          rows={rows}
          onRemove={(tenantId) => setIds(audience.partnerTenantIds.filter((each) => each !== tenantId))}
        />
      )}
      <p className="quiet">
        {t('offerAudience.region')} <TextLink to={paths.markets}>{t('offerAudience.region.link')}</TextLink>
      </p>
      {open ? (
        <PartnerPicker
          chosen={audience.partnerTenantIds}
          onCancel={() => setOpen(false)}
          onAdd={(partners) => {
            add(partners);
            setOpen(false);
          }}
        />
      ) : null}
    </Section>
  );
}

/** Who is on the list, in its order; of a tenant that has no account only the id is known. */
function rowsOf(tenantIds: readonly string[], partners: readonly AudiencePartner[]): readonly AudiencePartner[] {
  const known = new Map(partners.map((partner) => [partner.tenantId, partner]));
  return tenantIds.map(
    (tenantId) =>
      known.get(tenantId) ?? { tenantId, name: tenantId, kind: 'direct', address: '', country: '', region: '' },
  );
}
