/** "Fix now": a document with its type and a comment. */
import { Button, Field, Select } from '@fluentui/react-components';
import { documentTypes, enrolment, type EnrolmentKind } from '@comptoir/contracts/comptoir/enrolment';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { uploadFile } from '../../api/upload.ts';
import { ActionButton } from '../../ui/action-button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { Options } from '../../ui/form/fields.tsx';
import { ProblemSummary } from '../../ui/form/problem-summary.tsx';
import { TextField } from '../../ui/form/text-field.tsx';
import { useText } from '../../ui/text.tsx';
import { useSay } from '../../ui/toast.tsx';
import { documentPath, enrolmentsQuery } from './queries.ts';

export function DocumentDialog(props: { kind: EnrolmentKind; onClose: () => void }) {
  const t = useText();
  const say = useSay();
  const queries = useQueryClient();
  const [documentType, setType] = useState<(typeof documentTypes)[number]>('registration');
  const [comment, setComment] = useState('');
  const [file, setFile] = useState<File>();
  const [repeatId] = useState(() => crypto.randomUUID());
  const send = useMutation({
    mutationFn: (chosen: File) =>
      uploadFile({
        path: documentPath(props.kind),
        query: { documentType, comment, fileName: chosen.name },
        file: chosen,
        repeatId,
        answer: enrolment,
        onProgress: () => undefined,
      }),
    onSuccess: async () => {
      say(t('documents.sent'));
      await queries.invalidateQueries({ queryKey: enrolmentsQuery.queryKey });
      props.onClose();
    },
  });
  return (
    <Dialog
      title={t('enrolment.fix')}
      onClose={props.onClose}
      commands={
        <>
          <Button onClick={props.onClose}>{t('action.cancel')}</Button>
          <ActionButton
            primary
            busy={send.isPending}
            unless={file ? undefined : t('documents.missing')}
            onAct={() => file && send.mutate(file)}
          >
            {t('documents.upload')}
          </ActionButton>
        </>
      }
    >
      <ProblemSummary error={send.error} />
      <p>{t('documents.text')}</p>
      <Field className="field" label={t('documents.type')}>
        <Select value={documentType} onChange={(_, data) => setType(data.value as typeof documentType)}>
          <Options options={documentTypes.map((value) => ({ value, label: t(`documents.type.${value}`) }))} />
        </Select>
      </Field>
      <TextField label={t('documents.comment')} value={comment} onChange={setComment} maxLength={1000} />
      <Field className="field" label={t('documents.file')} required>
        <input type="file" accept=".pdf,.png,.jpg,.jpeg" onChange={(event) => setFile(event.target.files?.[0])} />
      </Field>
    </Dialog>
  );
}
