/** An authenticator app is added: its name, then the picture it reads, and a code that shows that it did. */
import {
  confirmSecondFactor as shape,
  newSecondFactor,
  type BegunApp,
} from '@comptoir/contracts/comptoir/second-factors';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { CopyButton } from '../../ui/copy-button.tsx';
import { TextInput } from '../../ui/form/fields.tsx';
import { FormDialog } from '../../ui/form/layout.tsx';
import { useForm } from '../../ui/form/use-form.ts';
import { useText } from '../../ui/text.tsx';
import { beginApp, confirmSecondFactor, secondFactorsQuery } from './second-factor-queries.ts';

export interface FactorDialogProps {
  /** Recovery codes come with the first one. */
  readonly onDone: (codes: readonly string[] | undefined) => void;
  readonly onClose: () => void;
}

export function AppDialog(props: FactorDialogProps) {
  const [begun, setBegun] = useState<BegunApp>();
  return begun ? <CodeDialog begun={begun} {...props} /> : <NameDialog onBegun={setBegun} onClose={props.onClose} />;
}

function NameDialog({ onBegun, onClose }: { onBegun: (begun: BegunApp) => void; onClose: () => void }) {
  const t = useText();
  const form = useForm({
    shape: newSecondFactor,
    start: { name: t('secondFactor.kind.totp') },
    send: beginApp,
    onSent: onBegun,
  });
  return (
    <FormDialog form={form} title={t('secondFactor.addApp')} submit={t('secondFactor.next')} onClose={onClose}>
      <p>{t('secondFactor.app.text')}</p>
      <TextInput
        form={form}
        name="name"
        label={t('secondFactor.name')}
        hint={t('secondFactor.name.hint')}
        required
        maxLength={60}
      />
    </FormDialog>
  );
}

function CodeDialog({ begun, onDone, onClose }: FactorDialogProps & { begun: BegunApp }) {
  const t = useText();
  const queries = useQueryClient();
  const form = useForm({
    shape,
    start: { code: '' },
    refusedAt: { SecondFactorWrong: 'code' },
    send: (body) => confirmSecondFactor(begun.id, body),
    onSent: async ({ recoveryCodes }) => {
      onDone(recoveryCodes);
      await queries.invalidateQueries({ queryKey: secondFactorsQuery.queryKey });
    },
  });
  const { size, path } = begun.qr;
  return (
    <FormDialog form={form} title={t('secondFactor.addApp')} submit={t('secondFactor.confirm')} onClose={onClose}>
      <p>{t('secondFactor.scan')}</p>
      <svg viewBox={`0 0 ${size} ${size}`} width="200" height="200" shapeRendering="crispEdges">
        <title>{t('secondFactor.picture')}</title>
        <rect width={size} height={size} fill="#fff" />
        <path d={path} fill="#000" />
      </svg>
      <p>
        {t('secondFactor.type')} <code className="break-anywhere">{begun.secret}</code>{' '}
        <CopyButton text={begun.secret.replaceAll(' ', '')} what={t('secondFactor.key')} />
      </p>
      <TextInput
        form={form}
        name="code"
        label={t('secondFactor.code')}
        hint={t('secondFactor.code.hint')}
        autoComplete="one-time-code"
        required
        maxLength={10}
      />
    </FormDialog>
  );
}
