/** Somebody else saved the draft under unsaved edits: what they changed, beside one's own, and the choice. */
import { Button } from '@fluentui/react-components';
import type { Offer, OfferDocument } from '@comptoir/contracts/comptoir/offers';
import { Dialog } from '../../../ui/dialog.tsx';
import { Table } from '../../../ui/table.tsx';
import type { Column } from '../../../ui/list-rows.ts';
import { Status } from '../../../ui/status.tsx';
import { useText } from '../../../ui/text.tsx';
import type { ForeignChange } from '../document/diff.ts';
import { useDocumentWords } from '../document/words.ts';
import { inMenuOrder } from './pages.ts';
import type { OfferForm } from './use-offer-draft.ts';

interface ConflictDialogProps {
  readonly conflict: NonNullable<OfferForm['conflict']>;
  /** As the other person saved it. */
  readonly offer: Offer;
}

export function ConflictDialog({ conflict, offer }: ConflictDialogProps) {
  const t = useText();
  const columns = useColumns(offer.document);
  return (
    <Dialog
      title={t('conflict.title')}
      wide
      commands={
        <>
          <Button onClick={conflict.takeTheirs}>{t('conflict.takeTheirs')}</Button>
          <Button appearance="primary" onClick={conflict.keepMine}>
            {t('conflict.keepMine')}
          </Button>
        </>
      }
    >
      <p>{t('conflict.text', { date: t.formats.moment(offer.updatedAt) })}</p>
      <Table
        name={t('conflict.changes')}
        rows={inMenuOrder(conflict.changes)}
        rowKey={(change) => change.path.join('\n')}
        columns={columns}
      />
      <p className="quiet">{t('conflict.hint')}</p>
    </Dialog>
  );
}

function useColumns(document: OfferDocument): readonly Column<ForeignChange>[] {
  const t = useText();
  const words = useDocumentWords(document);
  return [
    { id: 'page', header: t('compare.page'), text: ({ path }) => words.page(path) },
    { id: 'field', header: t('compare.field'), text: ({ path }) => words.place(path), namesRow: true },
    { id: 'theirs', header: t('conflict.theirs'), text: ({ path, to }) => words.value(path, to) },
    { id: 'mine', header: t('conflict.mine'), text: ({ path, mine }) => words.value(path, mine) },
    {
      id: 'both',
      header: t('conflict.kept'),
      text: ({ both }) => t(both ? 'conflict.kept.mine' : 'conflict.kept.theirs'),
      cell: ({ both }) =>
        both ? <Status tone="attention">{t('conflict.kept.mine')}</Status> : t('conflict.kept.theirs'),
    },
  ];
}
