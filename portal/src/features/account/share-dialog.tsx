/** Shares an application with other organisations, and says what it asks of them. */
import { applicationSharing, type Application } from '@comptoir/contracts/comptoir/account';
import type { ApplicationScope } from '@comptoir/contracts/comptoir/consents';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { Checkbox, Field } from '@fluentui/react-components';
import { ActionButton } from '../../ui/action-button.tsx';
import { CheckInput, useField } from '../../ui/form/fields.tsx';
import { FormDialog } from '../../ui/form/layout.tsx';
import { useForm, type ContractForm } from '../../ui/form/use-form.ts';
import { useText } from '../../ui/text.tsx';
import { useSay } from '../../ui/toast.tsx';
import { applicationsQuery, scopesQuery, shareApplication } from './queries.ts';

export function ShareApplication({ application }: { application: Application }) {
  const t = useText();
  const [open, setOpen] = useState(false);
  return (
    <>
      <ActionButton of={application.name} onAct={() => setOpen(true)}>
        {t('applications.share')}
      </ActionButton>
      {open ? <ShareDialog application={application} onClose={() => setOpen(false)} /> : null}
    </>
  );
}

type Values = { multiTenant: boolean; scopes: string[] };

function ShareDialog({ application, onClose }: { application: Application; onClose: () => void }) {
  const t = useText();
  const say = useSay();
  const queries = useQueryClient();
  const scopes = useQuery(scopesQuery).data?.items ?? [];
  const { clientId, name, multiTenant } = application;
  const form = useForm({
    shape: applicationSharing,
    start: { multiTenant, scopes: application.scopes } as Values,
    fieldOf: (path) => (path.startsWith('scopes') ? 'scopes' : undefined),
    body: (values) => values,
    check: (values) =>
      values.multiTenant && values.scopes.length === 0
        ? [{ path: 'scopes', message: t('applications.share.none') }]
        : [],
    send: (body) => shareApplication(clientId, body),
    onSent: async () => {
      say(t('applications.share.saved', { name }));
      onClose();
      await queries.invalidateQueries({ queryKey: applicationsQuery.queryKey });
    },
  });
  return (
    <FormDialog
      form={form}
      title={t('applications.share.title', { name })}
      submit={t('action.update')}
      onClose={onClose}
    >
      <p>{t('applications.share.text')}</p>
      <CheckInput form={form} name="multiTenant" label={t('applications.share.label')} />
      <ScopeChoice form={form} scopes={scopes} />
    </FormDialog>
  );
}

function ScopeChoice({ form, scopes }: { form: ContractForm<Values>; scopes: readonly ApplicationScope[] }) {
  const t = useText();
  const label = t('applications.scopes.asked');
  const { value, change, problem } = useField({ form, name: 'scopes', label });
  const chosen = value as readonly string[];
  return (
    <Field label={label} {...(problem ? { validationMessage: problem, validationState: 'error' as const } : {})}>
      <fieldset className="check-list" aria-label={label}>
        {scopes.map(({ name, words }) => (
          <Checkbox
            key={name}
            label={words[t.language]}
            checked={chosen.includes(name)}
            onChange={(_, data) =>
              change(data.checked === true ? [...chosen, name] : chosen.filter((one) => one !== name))
            }
          />
        ))}
      </fieldset>
    </Field>
  );
}
