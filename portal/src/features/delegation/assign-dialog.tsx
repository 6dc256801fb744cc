/** Gives roles of a relationship to a group of the partner. */
import { newDelegationAssignment, type Delegation } from '@comptoir/contracts/comptoir/delegated-administration';
import { useQuery } from '@tanstack/react-query';
import { SelectInput } from '../../ui/form/fields.tsx';
import { FormDialog } from '../../ui/form/layout.tsx';
import { useForm } from '../../ui/form/use-form.ts';
import { useText } from '../../ui/text.tsx';
import { assignRoles, groupsQuery } from './queries.ts';
import { RoleChoice } from './role-choice.tsx';

interface AssignDialogProps {
  readonly relationship: Delegation;
  readonly onDone: () => void;
  readonly onClose: () => void;
}

export function AssignDialog({ relationship, onDone, onClose }: AssignDialogProps) {
  const t = useText();
  const { relationshipId, roleIds, assignments } = relationship;
  const groups = (useQuery(groupsQuery).data?.items ?? []).filter(
    (group) => !assignments.some((assignment) => assignment.groupId === group.id),
  );
  const form = useForm({
    shape: newDelegationAssignment,
    start: { groupId: '', roleIds: [] as string[] },
    fieldOf: (path) => (path.startsWith('roleIds') ? 'roleIds' : undefined),
    words: { roleIds: t('delegation.roles.none') },
    send: (body) => assignRoles(relationshipId, body),
    onSent: onDone,
  });
  return (
    <FormDialog form={form} title={t('delegation.assign')} submit={t('delegation.assign.do')} onClose={onClose}>
      <SelectInput
        form={form}
        name="groupId"
        label={t('delegation.group')}
        none={t('delegation.group.none')}
        options={groups.map(({ id, name }) => ({ value: id, label: name }))}
        required
      />
      <RoleChoice form={form} name="roleIds" label={t('delegation.roles')} ids={roleIds} required />
    </FormDialog>
  );
}
