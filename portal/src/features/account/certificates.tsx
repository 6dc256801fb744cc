/** Certificates of an application: it signs with their keys instead of sending a secret. */
import { certificateRequest, type Application } from '@comptoir/contracts/comptoir/account';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { ActionButton } from '../../ui/action-button.tsx';
import { Confirm } from '../../ui/form.tsx';
import { TextInput } from '../../ui/form/fields.tsx';
import { FormDialog } from '../../ui/form/layout.tsx';
import { useForm } from '../../ui/form/use-form.ts';
import { useText } from '../../ui/text.tsx';
import { useSay } from '../../ui/toast.tsx';
import { addCertificate, applicationsQuery, removeCertificate } from './queries.ts';
import { useChange } from './use-change.ts';

export function Certificates({ application }: { application: Application }) {
  const t = useText();
  const say = useSay();
  const { clientId, name } = application;
  const [asked, setAsked] = useState<string>();
  const removing = useChange(
    (certificateId: string) => removeCertificate(clientId, certificateId),
    () => say(t('applications.certificate.removed')),
  );
  return (
    <>
      <ul className="bullets" aria-label={t('applications.certificates')}>
        {application.certificates.map(({ id, subject, thumbprint, expiresAt }) => (
          <li key={id}>
            {t('applications.certificate', { subject, day: t.formats.day(expiresAt) })}{' '}
            <code className="break-anywhere">{thumbprint}</code>{' '}
            <ActionButton
              size="small"
              of={`${name}, ${thumbprint}`}
              busy={removing.isPending}
              onAct={() => setAsked(id)}
            >
              {t('action.remove')}
            </ActionButton>
          </li>
        ))}
      </ul>
      {asked === undefined ? null : (
        <Confirm
          danger
          title={t('applications.certificate.remove')}
          text={t('applications.certificate.remove.text', { name })}
          confirm={t('action.remove')}
          cancel={t('action.cancel')}
          onConfirm={() => {
            removing.mutate(asked);
            setAsked(undefined);
          }}
          onCancel={() => setAsked(undefined)}
        />
      )}
    </>
  );
}

export function AddCertificate({ application }: { application: Application }) {
  const t = useText();
  const [open, setOpen] = useState(false);
  return (
    <>
      <ActionButton of={application.name} onAct={() => setOpen(true)}>
        {t('applications.addCertificate')}
      </ActionButton>
      {open ? <CertificateDialog clientId={application.clientId} onClose={() => setOpen(false)} /> : null}
    </>
  );
}

function CertificateDialog({ clientId, onClose }: { clientId: string; onClose: () => void }) {
  const t = useText();
  const say = useSay();
  const queries = useQueryClient();
  const form = useForm({
    shape: certificateRequest,
    start: { certificate: '' },
    refusedAt: { CertificateRefused: 'certificate' },
    send: (body) => addCertificate(clientId, body),
    onSent: () => {
      say(t('applications.certificate.added'));
      onClose();
      return queries.invalidateQueries({ queryKey: applicationsQuery.queryKey });
    },
  });
  return (
    <FormDialog
      form={form}
      title={t('applications.addCertificate')}
      submit={t('applications.addCertificate')}
      onClose={onClose}
    >
      <TextInput
        form={form}
        name="certificate"
        label={t('applications.certificate.word')}
        hint={t('applications.certificate.hint')}
        rows={8}
        required
      />
    </FormDialog>
  );
}
