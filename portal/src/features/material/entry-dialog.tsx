/** Adds a link, or changes the words of what is there. */
import {
  Button,
  Dialog,
  DialogActions,
  DialogBody,
  DialogContent,
  DialogSurface,
  DialogTitle,
} from '@fluentui/react-components';
import type { Material, MaterialKind } from '@comptoir/contracts/comptoir/material';
import { useMutation } from '@tanstack/react-query';
import { useState, type FormEvent } from 'react';
import { useRepeatId } from '../../api/repeat-id.ts';
import { ActionButton } from '../../ui/action-button.tsx';
import { ProblemSummary, TextField } from '../../ui/form.tsx';
import { useText } from '../../ui/text.tsx';
import { wordsOf } from './chosen-files.ts';
import { addLink, changeMaterial, type EntryWords } from './queries.ts';
import { EntryFields } from './words.tsx';

interface EntryDialogProps {
  readonly offerId: string;
  /** What is changed; absent: a new link. */
  readonly entry?: Material | undefined;
  readonly recommended: readonly MaterialKind[];
  readonly onSaved: () => void;
  readonly onClose: () => void;
}

export function EntryDialog({ offerId, entry, recommended, onSaved, onClose }: EntryDialogProps) {
  const t = useText();
  const fresh: EntryWords = { kind: recommended[0] ?? 'training', title: '', language: t.language };
  const before = entry ? wordsOf(entry) : fresh;
  const [words, setWords] = useState(before);
  const [link, setLink] = useState('');
  const repeat = useRepeatId();
  const save = useMutation({
    mutationFn: () => {
      const body = { ...words, title: words.title.trim() };
      return entry ? changeMaterial(offerId, entry.id, body) : addLink(offerId, { ...body, link }, repeat.current());
    },
    onSettled: (_data, error) => repeat.settle(error),
    onSuccess: onSaved,
  });
  const unchanged = entry !== undefined && JSON.stringify(words) === JSON.stringify(before);
  const incomplete = words.title.trim() === '' || (!entry && link.trim() === '');
  const unless = unchanged ? t('form.unchanged') : incomplete ? t('material.incomplete') : undefined;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (!unless && !save.isPending) save.mutate();
  };
  return (
    <Dialog open modalType="alert" onOpenChange={(_, data) => (data.open ? undefined : onClose())}>
      <DialogSurface>
        <form onSubmit={submit} noValidate>
          <DialogBody>
            <DialogTitle>{t(entry ? 'material.change' : 'material.addLink')}</DialogTitle>
            <DialogContent className="stack">
              <p>{t('material.atOnce')}</p>
              <ProblemSummary error={save.error} />
              <EntryFields words={words} onChange={(part) => setWords({ ...words, ...part })} />
              {entry ? null : (
                <TextField
                  label={t('material.link')}
                  hint={t('material.link.hint')}
                  type="url"
                  required
                  maxLength={2048}
                  value={link}
                  onChange={setLink}
                />
              )}
            </DialogContent>
            <DialogActions>
              <Button onClick={onClose}>{t('action.cancel')}</Button>
              <ActionButton primary submit busy={save.isPending} unless={unless}>
                {t(entry ? 'material.save' : 'material.add')}
              </ActionButton>
            </DialogActions>
          </DialogBody>
        </form>
      </DialogSurface>
    </Dialog>
  );
}
