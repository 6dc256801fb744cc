/** Sends chosen files one after the other, each with its title, kind and language, its progress and its own error. */
import { Button, ProgressBar } from '@fluentui/react-components';
import { useState } from 'react';
import { Dialog } from '../../ui/dialog.tsx';
import { ActionButton } from '../../ui/action-button.tsx';
import { useFaultText } from '../../ui/fault.ts';
import { Status } from '../../ui/status.tsx';
import { useText } from '../../ui/text.tsx';
import { sizeText } from './file-check.ts';
import { addFile, type EntryWords } from './queries.ts';
import type { ChosenFile } from './chosen-files.ts';
import { EntryFields } from './words.tsx';

interface UploadDialogProps {
  readonly offerId: string;
  readonly files: readonly ChosenFile[];
  /** After each file that arrived. */
  readonly onAdded: () => void;
  readonly onClose: () => void;
}

export function UploadDialog({ offerId, files: chosen, onAdded, onClose }: UploadDialogProps) {
  const t = useText();
  const [files, setFiles] = useState(chosen);
  const [busy, setBusy] = useState(false);
  const send = useSend(offerId, (id, part) =>
    setFiles((before) => before.map((file) => (file.id === id ? { ...file, ...part } : file))),
  );
  const waiting = files.filter((file) => !file.done && !file.problem);
  const untitled = waiting.some((file) => file.words.title.trim() === '');
  const sendAll = async () => {
    setBusy(true);
    let failed = files.some((file) => file.problem);
    for (const file of waiting) {
      if (await send(file)) onAdded();
      else failed = true;
    }
    setBusy(false);
    if (!failed) onClose();
  };
  const change = (id: string, words: Partial<EntryWords>) =>
    setFiles(files.map((file) => (file.id === id ? { ...file, words: { ...file.words, ...words } } : file)));
  const unless = untitled ? t('material.titleMissing') : waiting.length === 0 ? t('material.nothingToSend') : undefined;
  return (
    <Dialog
      title={t('material.addFiles')}
      onClose={busy ? undefined : onClose}
      commands={
        <>
          <Button disabledFocusable={busy} onClick={onClose}>
            {t(files.some((file) => file.done) ? 'action.close' : 'action.cancel')}
          </Button>
          <ActionButton primary busy={busy} unless={busy ? undefined : unless} onAct={() => void sendAll()}>
            {t('material.send', { count: waiting.length })}
          </ActionButton>
        </>
      }
    >
      <p>{t('material.atOnce')}</p>
      {files.map((file) => (
        <FileRow key={file.id} file={file} busy={busy} onChange={(words) => change(file.id, words)} />
      ))}
    </Dialog>
  );
}

type Report = (id: string, part: Partial<ChosenFile>) => void;

function useSend(offerId: string, report: Report): (file: ChosenFile) => Promise<boolean> {
  const faultText = useFaultText();
  const t = useText();
  return async ({ id, file, words }) => {
    try {
      const onProgress = (progress: number) => report(id, { progress });
      await addFile(offerId, file, { ...words, title: words.title.trim() }, { repeatId: id, onProgress });
      report(id, { done: true, progress: 1 });
      return true;
    } catch (error) {
      const text = faultText(error);
      report(id, { problem: text === '' ? t('state.unreachable') : text, progress: undefined });
      return false;
    }
  };
}

function FileRow(props: { file: ChosenFile; busy: boolean; onChange: (words: Partial<EntryWords>) => void }) {
  const { file, problem, done, progress, words } = props.file;
  const t = useText();
  return (
    <section className="stack-small" aria-label={file.name}>
      <p className="break-anywhere">
        <strong>{file.name}</strong> <span className="quiet">{sizeText(file.size, t.language)}</span>
      </p>
      {done ? <Status tone="good">{t('material.sent')}</Status> : null}
      {problem ? (
        <div role="alert">
          <Status tone="bad">{t('material.notSent')}</Status>
          <p>{problem}</p>
        </div>
      ) : null}
      {!done && progress !== undefined ? (
        <ProgressBar value={progress} aria-label={t('material.sending', { name: file.name })} />
      ) : null}
      {done || problem || props.busy ? null : <EntryFields words={words} onChange={props.onChange} />}
    </section>
  );
}
