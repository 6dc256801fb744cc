/** Asks a customer for roles in its tenant. */
import { newDelegation } from '@comptoir/contracts/comptoir/delegated-administration';
import { useQuery } from '@tanstack/react-query';
import { CheckInput, NumberInput, TextInput } from '../../ui/form/fields.tsx';
import { FormDialog } from '../../ui/form/layout.tsx';
import { useForm } from '../../ui/form/use-form.ts';
import { useText } from '../../ui/text.tsx';
import { requestDelegation, rolesQuery } from './queries.ts';
import { RoleChoice } from './role-choice.tsx';

interface RequestDialogProps {
  readonly customerTenantId: string;
  readonly customerName: string;
  readonly onSent: () => void;
  readonly onClose: () => void;
}

const longest = 730;

export function RequestDialog({ customerTenantId, customerName, onSent, onClose }: RequestDialogProps) {
  const t = useText();
  const roles = useQuery(rolesQuery).data?.items ?? [];
  const form = useForm({
    shape: newDelegation,
    start: { displayName: '', durationDays: longest, autoExtend: false, roleIds: [] as string[] },
    body: (values) => ({ ...values, customerTenantId }),
    fieldOf: (path) => (path.startsWith('roleIds') ? 'roleIds' : undefined),
    words: { roleIds: t('delegation.roles.none'), durationDays: t('errors.DelegationDurationWrong') },
    refusedAt: { DelegationNameTaken: 'displayName', DelegationExtensionRefused: 'autoExtend' },
    send: requestDelegation,
    onSent,
  });
  return (
    <FormDialog form={form} title={t('delegation.request')} submit={t('delegation.request.do')} onClose={onClose}>
      <p>{t('delegation.request.text', { customer: customerName })}</p>
      <TextInput
        form={form}
        name="displayName"
        label={t('delegation.displayName')}
        hint={t('delegation.displayName.hint')}
        required
        maxLength={50}
      />
      <NumberInput
        form={form}
        name="durationDays"
        label={t('delegation.duration.days')}
        hint={t('delegation.duration.hint')}
        required
      />
      <CheckInput form={form} name="autoExtend" label={t('delegation.autoExtend.label')} />
      <RoleChoice
        required
        form={form}
        name="roleIds"
        label={t('delegation.roles')}
        hint={t('delegation.roles.hint')}
        ids={roles.map((role) => role.id)}
      />
    </FormDialog>
  );
}
