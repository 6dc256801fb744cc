/** The long part of a proof: line items, files and documents are read on the server, and the page shows how far it is. */
import type { FilesRead } from '@comptoir/contracts/comptoir/billing';
import { ProgressBar } from '@fluentui/react-components';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { ActionButton } from '../../ui/action-button.tsx';
import { useFaultText } from '../../ui/fault.ts';
import { Section } from '../../ui/page.tsx';
import { useText } from '../../ui/text.tsx';
import { useSay } from '../../ui/toast.tsx';
import { proofQuery, readFiles } from './queries.ts';

export function Reading({ month, files }: { month: string; files: FilesRead }) {
  const t = useText();
  const say = useSay();
  const words = useFaultText();
  const queries = useQueryClient();
  const { state, invoices, read, differing, finishedAt } = files;
  const start = useMutation({
    mutationFn: () => readFiles(month),
    onSuccess: () => queries.invalidateQueries({ queryKey: proofQuery(month).queryKey }),
    onError: (error) => say(words(error)),
  });
  const running = state === 'running';
  return (
    <Section title={t('proof.files')} purpose={t('proof.files.purpose')}>
      <p aria-live="polite">
        {state === 'none' ? t('proof.files.none') : null}
        {running ? t('proof.files.running', { read, invoices, differing }) : null}
        {state === 'finished'
          ? t('proof.files.finished', { invoices, differing, at: t.formats.moment(finishedAt ?? '') })
          : null}
      </p>
      {running ? (
        <ProgressBar value={invoices === 0 ? 0 : read / invoices} aria-label={t('proof.files')} thickness="large" />
      ) : (
        <div className="commands">
          <ActionButton primary={state === 'none'} busy={start.isPending} onAct={() => start.mutate()}>
            {t(state === 'none' ? 'proof.files.start' : 'proof.files.again')}
          </ActionButton>
        </div>
      )}
    </Section>
  );
}
