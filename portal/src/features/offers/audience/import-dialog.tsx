/** What an imported file holds: how many partners, which rows have a problem, and whether to go on without those. */
import { Button, Checkbox } from '@fluentui/react-components';
import type { ImportedAudience } from '@comptoir/contracts/comptoir/audience';
import type { AudiencePartner } from '@comptoir/contracts/comptoir/offers';
import { useState } from 'react';
import { Dialog } from '../../../ui/dialog.tsx';
import { ActionButton } from '../../../ui/action-button.tsx';
import { Table } from '../../../ui/table.tsx';
import { useText } from '../../../ui/text.tsx';

/** More would not help anybody to mend the file. */
const mostProblems = 100;

interface ImportDialogProps {
  readonly report: ImportedAudience;
  /** Tenant ids on the page's list. */
  readonly listed: readonly string[];
  readonly onAdd: (partners: readonly AudiencePartner[]) => void;
  readonly onCancel: () => void;
}

export function ImportDialog({ report, listed, onAdd, onCancel }: ImportDialogProps) {
  const t = useText();
  const [skip, setSkip] = useState(false);
  const already = new Set(listed);
  const partners = report.partners.filter((partner) => !already.has(partner.tenantId));
  const { length: problems } = report.problems;
  const counts = {
    rows: report.rows,
    add: partners.length,
    already: report.alreadyThere + report.partners.length - partners.length,
    repeated: report.repeated,
    problems,
  };
  const unless =
    partners.length === 0 ? 'fileImport.nobody' : problems > 0 && !skip ? 'fileImport.skipFirst' : undefined;
  return (
    <Dialog
      title={t('offerAudience.import')}
      light
      onClose={onCancel}
      commands={
        <>
          <Button onClick={onCancel}>{t('action.cancel')}</Button>
          <ActionButton primary unless={unless && t(unless)} onAct={() => onAdd(partners)}>
            {t('fileImport.add', { count: partners.length })}
          </ActionButton>
        </>
      }
    >
      <p>{t('fileImport.counts', counts)}</p>
      <Problems problems={report.problems} />
      {problems > 0 && partners.length > 0 ? (
        <Checkbox label={t('fileImport.skip')} checked={skip} onChange={(_, data) => setSkip(data.checked === true)} />
      ) : null}
    </Dialog>
  );
}

function Problems({ problems }: Pick<ImportedAudience, 'problems'>) {
  const t = useText();
  if (problems.length === 0) return null;
  const more = problems.length - mostProblems;
  return (
    <>
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- a box that scrolls must be reached by keyboard */}
      <section className="import-problems" aria-label={t('fileImport.problems')} tabIndex={0}>
        <Table
          name={t('fileImport.problems')}
          rows={problems.slice(0, mostProblems)}
          rowKey={(problem) => String(problem.row)}
          columns={[
            { id: 'row', header: t('fileImport.row'), text: (problem) => t.formats.number(problem.row) },
            { id: 'value', header: t('fileImport.value'), text: (problem) => problem.value },
            {
              id: 'problem',
              header: t('fileImport.problem'),
              text: (problem) => t(`fileImport.problem.${problem.code}`),
            },
          ]}
        />
      </section>
      {more > 0 ? <p>{t('fileImport.more', { count: more })}</p> : null}
    </>
  );
}
