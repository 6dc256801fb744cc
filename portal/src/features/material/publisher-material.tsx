/**
 * Sales and support material of an offer, on its listing page (rule A23, AUD-08). It takes effect at once, apart from
 * the draft around it, and says so.
 */
import type { Material, OfferMaterial } from '@comptoir/contracts/comptoir/material';
import { mostMaterial } from '@comptoir/contracts/comptoir/material';
import { ArrowUploadRegular } from '@fluentui/react-icons/svg/arrow-upload';
import { LinkRegular } from '@fluentui/react-icons/svg/link';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import { ActionButton } from '../../ui/action-button.tsx';
import { Confirm } from '../../ui/dialog.tsx';
import { ProblemSummary } from '../../ui/form/problem-summary.tsx';
import { Table } from '../../ui/table.tsx';
import type { Column } from '../../ui/list-rows.ts';
import { Section } from '../../ui/page.tsx';
import { EmptyState, Loaded } from '../../ui/states.tsx';
import { useText } from '../../ui/text.tsx';
import { useSay } from '../../ui/toast.tsx';
import { chosenFiles, type ChosenFile } from './chosen-files.ts';
import { EntryDialog, LinkDialog } from './entry-dialog.tsx';
import { acceptedEndings } from './file-check.ts';
import { materialQuery, removeMaterial } from './queries.ts';
import { UploadDialog } from './upload-dialog.tsx';
import { Message } from '../../ui/message.tsx';
import { EntryLink, useEntryForm } from './words.tsx';

export function PublisherMaterial({ offerId }: { offerId: string }) {
  const t = useText();
  const query = useQuery(materialQuery(offerId));
  return (
    <Section title={t('material.section')} purpose={t('material.purpose')}>
      <Message>{t('material.atOnce.draft')}</Message>
      <Loaded query={query} rows={3}>
        {(found) => <Entries offerId={offerId} found={found} />}
      </Loaded>
    </Section>
  );
}

/** What is open: the upload, a new link, or one entry. */
type Open = { readonly files: readonly ChosenFile[] } | 'link' | { readonly entry: Material };

function Entries({ offerId, found }: { offerId: string; found: OfferMaterial }) {
  const t = useText();
  const queries = useQueryClient();
  const [open, setOpen] = useState<Open>();
  const [removing, setRemoving] = useState<Material>();
  const refresh = () => void queries.invalidateQueries({ queryKey: materialQuery(offerId).queryKey });
  const remove = useRemove(offerId, refresh);
  const columns = useColumns(offerId, { change: (entry) => setOpen({ entry }), remove: setRemoving });
  const close = () => setOpen(undefined);
  const saved = () => {
    refresh();
    close();
  };
  return (
    <>
      <Recommended found={found} />
      <ProblemSummary error={remove.error} />
      <Commands found={found} onFiles={(files) => setOpen({ files })} onLink={() => setOpen('link')} />
      {found.items.length === 0 ? (
        <EmptyState title={t('material.empty')} text={t('material.empty.text')} />
      ) : (
        <Table name={t('material.section')} rows={found.items} rowKey={(entry) => entry.id} columns={columns} />
      )}
      {open && typeof open === 'object' && 'files' in open ? (
        <UploadDialog offerId={offerId} files={open.files} onAdded={refresh} onClose={close} />
      ) : open === 'link' ? (
        <LinkDialog offerId={offerId} recommended={found.recommended} onSaved={saved} onClose={close} />
      ) : open ? (
        <EntryDialog offerId={offerId} entry={open.entry} onSaved={saved} onClose={close} />
      ) : null}
      {removing ? (
        <Confirm
          danger
          title={t('material.remove.title', { title: removing.title })}
          text={t('material.remove.text')}
          confirm={t('material.remove')}
          cancel={t('action.cancel')}
          onConfirm={() => {
            remove.mutate(removing);
            setRemoving(undefined);
          }}
          onCancel={() => setRemoving(undefined)}
        />
      ) : null}
    </>
  );
}

function useRemove(offerId: string, refresh: () => void) {
  const t = useText();
  const say = useSay();
  return useMutation({
    mutationFn: (entry: Material) => removeMaterial(offerId, entry.id),
    onSuccess: () => say(t('material.removed')),
    onSettled: refresh,
  });
}

/** A recommendation, never a condition (AUD-08). */
function Recommended({ found }: { found: OfferMaterial }) {
  const t = useText();
  if (found.recommended.length === 0) return null;
  return (
    <div role="note">
      <p>{t('material.recommended')}</p>
      <ul className="bullets">
        {found.recommended.map((kind) => (
          <li key={kind}>{t(`material.kind.${kind}`)}</li>
        ))}
      </ul>
    </div>
  );
}

interface CommandsProps {
  readonly found: OfferMaterial;
  readonly onFiles: (files: readonly ChosenFile[]) => void;
  readonly onLink: () => void;
}

function Commands({ found, onFiles, onLink }: CommandsProps) {
  const t = useText();
  const picker = useRef<HTMLInputElement>(null);
  const unless = found.items.length >= mostMaterial ? t('material.full', { most: mostMaterial }) : undefined;
  return (
    <>
      <div className="commands">
        <ActionButton icon={<ArrowUploadRegular />} unless={unless} onAct={() => picker.current?.click()}>
          {t('material.addFiles')}
        </ActionButton>
        <ActionButton icon={<LinkRegular />} unless={unless} onAct={onLink}>
          {t('material.addLink')}
        </ActionButton>
      </div>
      <p className="quiet">{t('material.limits')}</p>
      <input
        ref={picker}
        type="file"
        accept={acceptedEndings}
        multiple
        hidden
        onChange={(event) => {
          const files = [...(event.target.files ?? [])].slice(0, mostMaterial);
          if (files.length > 0) onFiles(chosenFiles(files, found.recommended, t));
          // So that the same file, mended, can be chosen again.
          event.target.value = '';
        }}
      />
    </>
  );
}

interface RowActions {
  readonly change: (entry: Material) => void;
  readonly remove: (entry: Material) => void;
}

function useColumns(offerId: string, act: RowActions): readonly Column<Material>[] {
  const t = useText();
  const form = useEntryForm();
  return [
    {
      id: 'title',
      header: t('material.title'),
      text: (entry) => entry.title,
      cell: (entry) => (
        <>
          <EntryLink entry={entry} source={{ offerId }} />
          <br />
          <span className="quiet">
            {form(entry)} · {t(`material.language.${entry.language}`)}
          </span>
        </>
      ),
    },
    { id: 'kind', header: t('material.kind'), text: (entry) => t(`material.kind.${entry.kind}`) },
    { id: 'added', header: t('material.added'), text: (entry) => t.formats.day(entry.addedAt) },
    {
      id: 'actions',
      header: t('word.actions'),
      text: () => '',
      cell: (entry) => (
        <span className="commands">
          <ActionButton size="small" subtle of={entry.title} onAct={() => act.change(entry)}>
            {t('material.change')}
          </ActionButton>
          <ActionButton size="small" subtle of={entry.title} onAct={() => act.remove(entry)}>
            {t('material.remove')}
          </ActionButton>
        </span>
      ),
    },
  ];
}
