/** Certificates of an application: it signs with their keys instead of sending a secret. */
import { certificateRequest, type Application } from '@comptoir/contracts/comptoir/account';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { ActionButton } from '../../ui/action-button.tsx';
import { TextInput } from '../../ui/form/fields.tsx';
import { FormDialog } from '../../ui/form/layout.tsx';
import { useForm } from '../../ui/form/use-form.ts';
import { useText } from '../../ui/text.tsx';
import { useSay } from '../../ui/toast.tsx';
import { addCertificate, applicationsQuery, removeCertificate } from './queries.ts';
import { RemovableKeys } from './removable-keys.tsx';

export function Certificates({ application }: { application: Application }) {
  const t = useText();
  const { clientId, name } = application;
  const keys = application.certificates.map(({ id, subject, thumbprint, expiresAt }) => ({
    id,
    name: `${name}, ${thumbprint}`,
    shown: (
      <>
        {t('applications.certificate', { subject, day: t.formats.day(expiresAt) })}{' '}
        <code className="break-anywhere">{thumbprint}</code>
      </>
    ),
  }));
  return (
    <RemovableKeys
      label={t('applications.certificates')}
      keys={keys}
      question={{
        title: t('applications.certificate.remove'),
        text: t('applications.certificate.remove.text', { name }),
      }}
      removed={t('applications.certificate.removed')}
      remove={(certificateId) => removeCertificate(clientId, certificateId)}
    />
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
