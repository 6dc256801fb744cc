/** Commands beside the list of partners: sync on a live offer, import and export of the list (rules A12, A13, A24). */
import type { ImportedAudience } from '@comptoir/contracts/comptoir/audience';
import type { AudiencePartner } from '@comptoir/contracts/comptoir/offers';
import { ArrowSyncRegular } from '@fluentui/react-icons/svg/arrow-sync';
import { ArrowUploadRegular } from '@fluentui/react-icons/svg/arrow-upload';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import { ActionButton } from '../../../ui/action-button.tsx';
import { ExportMenu } from '../../../ui/list-bar.tsx';
import { useText } from '../../../ui/text.tsx';
import { useSay } from '../../../ui/toast.tsx';
import type { Editor } from '../editor/editor.tsx';
import { ImportDialog } from './import-dialog.tsx';
import { exportAudience, offerQuery, readAudienceFile, syncAudience } from '../queries.ts';

interface CommandProps {
  readonly editor: Editor;
  /** What did not work, for the page to show; undefined when it began anew. */
  readonly onError: (error: unknown) => void;
}

/** "Sync CSP audience": the partners of the page's list who are not in force yet come into force. */
export function SyncCommand({ editor: { offer, document }, onError }: CommandProps) {
  const t = useText();
  const say = useSay();
  const queries = useQueryClient();
  const inForce = new Set(offer.liveAudience?.partnerTenantIds);
  const further = document.audience.partnerTenantIds.filter((partner) => !inForce.has(partner));
  const sync = useMutation({
    mutationFn: () => syncAudience(offer.offerId, further),
    onMutate: () => onError(undefined),
    onSuccess: async (synced) => {
      await queries.invalidateQueries({ queryKey: offerQuery(offer.offerId).queryKey });
      say(t('offerAudience.synced', { count: synced.added.length }));
    },
    onError,
  });
  const unless = (() => {
    if (offer.state !== 'live') return t('offerAudience.sync.notLive');
    if (offer.liveAudience?.option !== 'selected') return t('offerAudience.sync.otherOption');
    return further.length === 0 ? t('offerAudience.sync.nothing') : undefined;
  })();
  return (
    <ActionButton icon={<ArrowSyncRegular />} unless={unless} busy={sync.isPending} onAct={() => sync.mutate()}>
      {t('offerAudience.sync')}
    </ActionButton>
  );
}

/** "Import CSPs": looks through a file, tells its rows, and adds its partners to the page's list. */
export function ImportCommand(props: CommandProps & { onAdd: (partners: readonly AudiencePartner[]) => void }) {
  const { offer, document } = props.editor;
  const t = useText();
  const picker = useRef<HTMLInputElement>(null);
  const [report, setReport] = useState<ImportedAudience>();
  const read = useMutation({
    mutationFn: (file: File) => readAudienceFile(offer.offerId, file),
    onMutate: () => props.onError(undefined),
    onSuccess: setReport,
    onError: props.onError,
  });
  const listed = document.audience.partnerTenantIds;
  // The server leaves out who is on the saved list; somebody who was removed since would be missed.
  const shown = new Set(listed);
  const removed = offer.document.audience.partnerTenantIds.some((partner) => !shown.has(partner));
  return (
    <>
      <ActionButton
        subtle
        size="small"
        icon={<ArrowUploadRegular />}
        busy={read.isPending}
        unless={removed ? t('offerAudience.saveFirst') : undefined}
        onAct={() => picker.current?.click()}
      >
        {t('offerAudience.import')}
      </ActionButton>
      <input
        ref={picker}
        type="file"
        accept=".csv,text/csv"
        hidden
        onChange={(event) => {
          const file = event.target.files?.[0];
          if (file) read.mutate(file);
          // So that the same file, mended, can be chosen again.
          event.target.value = '';
        }}
      />
      {report ? (
        <ImportDialog
          report={report}
          listed={listed}
          onCancel={() => setReport(undefined)}
          onAdd={(partners) => {
            props.onAdd(partners);
            setReport(undefined);
          }}
        />
      ) : null}
    </>
  );
}

/** "Export CSPs": the saved list as a file; shown once the list has a row. */
export function ExportCommand({ editor: { offer, document } }: Pick<CommandProps, 'editor'>) {
  const t = useText();
  const listed = document.audience.partnerTenantIds;
  if (listed.length === 0) return null;
  const same = JSON.stringify(listed) === JSON.stringify(offer.document.audience.partnerTenantIds);
  return (
    <ExportMenu
      appearance="subtle"
      size="small"
      label={t('offerAudience.export')}
      unless={same ? undefined : t('offerAudience.saveFirst')}
      onExport={(form) => exportAudience(offer.offerId, form, t('offerAudience.file', { id: offer.externalId }))}
    />
  );
}
