/** A passkey is added: the browser makes it once it has a name. */
import { newSecondFactor, type BegunPasskey } from '@comptoir/contracts/comptoir/second-factors';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { TextInput } from '../../ui/form/fields.tsx';
import { FormDialog } from '../../ui/form/layout.tsx';
import { useForm } from '../../ui/form/use-form.ts';
import { Message } from '../../ui/message.tsx';
import { useText } from '../../ui/text.tsx';
import type { FactorDialogProps } from './app-dialog.tsx';
import { beginPasskey, confirmSecondFactor, secondFactorsQuery } from './second-factor-queries.ts';

/** What the browser made; undefined when it made none, or the person did not want it to. */
async function madeBy(options: BegunPasskey['options']): Promise<Record<string, unknown> | undefined> {
  try {
    const publicKey = PublicKeyCredential.parseCreationOptionsFromJSON(
      options as unknown as PublicKeyCredentialCreationOptionsJSON,
    );
    const made = await navigator.credentials.create({ publicKey });
    return made instanceof PublicKeyCredential ? { ...made.toJSON() } : undefined;
  } catch {
    return undefined;
  }
}

export function PasskeyDialog({ onDone, onClose }: FactorDialogProps) {
  const t = useText();
  const queries = useQueryClient();
  const [failed, setFailed] = useState(false);
  const form = useForm({
    shape: newSecondFactor,
    start: { name: t('secondFactor.kind.passkey') },
    send: async (body) => {
      setFailed(false);
      const { id, options } = await beginPasskey(body);
      const credential = await madeBy(options);
      return credential && confirmSecondFactor(id, { credential });
    },
    onSent: async (answer) => {
      if (!answer) return setFailed(true);
      onDone(answer.recoveryCodes);
      return queries.invalidateQueries({ queryKey: secondFactorsQuery.queryKey });
    },
  });
  return (
    <FormDialog form={form} title={t('secondFactor.addPasskey')} submit={t('secondFactor.make')} onClose={onClose}>
      {failed ? (
        <Message tone="bad" alert>
          {t('secondFactor.passkey.failed')}
        </Message>
      ) : null}
      <p>{t('secondFactor.passkey.text')}</p>
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
