/** Address, client and groups of the organisation's identity provider. */
import { CallError } from '@comptoir/contracts/call';
import { identityProviderRequest, type IdentityProvider } from '@comptoir/contracts/comptoir/identity-provider';
import { useQueryClient } from '@tanstack/react-query';
import { CheckInput, TextInput } from '../../ui/form/fields.tsx';
import { Form } from '../../ui/form/layout.tsx';
import { useForm, type ContractForm } from '../../ui/form/use-form.ts';
import { Message } from '../../ui/message.tsx';
import { Section } from '../../ui/page.tsx';
import { useText } from '../../ui/text.tsx';
import { useSay } from '../../ui/toast.tsx';
import { GroupRows, type GroupRow } from './group-rows.tsx';
import { identityProviderQuery, saveIdentityProvider } from './queries.ts';

const startOf = ({ provider }: IdentityProvider) => ({
  issuer: provider?.issuer ?? '',
  clientId: provider?.clientId ?? '',
  clientSecret: '',
  groupClaim: provider?.groupClaim ?? 'groups',
  groups: (provider?.groups ?? []) as readonly GroupRow[],
  active: provider?.active ?? false,
});
type Values = ReturnType<typeof startOf>;

export function ProviderForm({ shown }: { shown: IdentityProvider }) {
  const t = useText();
  const say = useSay();
  const queries = useQueryClient();
  const form = useForm({
    shape: identityProviderRequest,
    start: startOf(shown),
    body: ({ clientSecret, issuer, clientId, groupClaim, ...rest }: Values) => ({
      ...rest,
      issuer: issuer.trim(),
      clientId: clientId.trim(),
      groupClaim: groupClaim.trim(),
      ...(clientSecret === '' ? {} : { clientSecret }),
    }),
    fieldOf: (path) => (path.startsWith('groups') ? 'groups' : undefined),
    words: { issuer: t('identityProvider.issuer.wrong'), groups: t('identityProvider.groups.wrong') },
    send: saveIdentityProvider,
    onSent: (saved) => {
      say(t('identityProvider.saved'));
      queries.setQueryData(identityProviderQuery.queryKey, saved);
    },
  });
  return (
    <Form form={form} submit={t('action.save')}>
      <Refused error={form.error} />
      {shown.problem ? (
        <Problem {...shown.problem} tone="attention" before={t('identityProvider.savedUnusable')} />
      ) : null}
      <Connection form={form} known={shown.provider !== null} />
      <Section title={t('identityProvider.groups')} purpose={t('identityProvider.groups.purpose')}>
        <TextInput
          form={form}
          name="groupClaim"
          label={t('identityProvider.groupClaim')}
          hint={t('identityProvider.groupClaim.hint')}
          required
          maxLength={100}
        />
        <GroupRows form={form} name="groups" rolesHere={shown.rolesHere} />
      </Section>
      <Section title={t('identityProvider.use')}>
        <CheckInput
          form={form}
          name="active"
          label={t('identityProvider.active')}
          hint={t('identityProvider.active.hint')}
        />
      </Section>
    </Form>
  );
}

function Connection({ form, known }: { form: ContractForm<Values>; known: boolean }) {
  const t = useText();
  return (
    <Section title={t('identityProvider.connection')}>
      <TextInput
        form={form}
        name="issuer"
        label={t('identityProvider.issuer')}
        hint={t('identityProvider.issuer.hint')}
        type="url"
        required
        maxLength={500}
      />
      <TextInput form={form} name="clientId" label={t('applications.clientId')} required maxLength={300} />
      <TextInput
        form={form}
        name="clientSecret"
        label={t('identityProvider.secret')}
        {...(known ? { hint: t('identityProvider.secret.kept') } : {})}
        type="password"
        autoComplete="off"
        required={!known}
        maxLength={1000}
      />
    </Section>
  );
}

/** What exactly is wrong with the provider, and its own word for it. */
function Refused({ error }: { error: unknown }) {
  if (!(error instanceof CallError) || error.code !== 'IdentityProviderRefused') return null;
  const { reason, detail } = error.values;
  return <Problem reason={String(reason)} detail={typeof detail === 'string' ? detail : ''} tone="bad" />;
}

interface ProblemProps {
  readonly reason: string;
  readonly detail: string;
  readonly tone: 'bad' | 'attention';
  readonly before?: string;
}

function Problem({ reason, detail, tone, before }: ProblemProps) {
  const t = useText();
  const words = t.maybe(`identityProvider.problem.${reason}`);
  if (!words) return null;
  return (
    <Message tone={tone} alert>
      {before ? `${before} ` : ''}
      {words}
      {detail !== '' ? (
        <>
          {' '}
          <code className="break-anywhere" lang="en">
            {detail}
          </code>
        </>
      ) : null}
    </Message>
  );
}
