/** How states and roles of a delegated administration are named and shown. */
import type {
  DelegableRole,
  DelegationRow,
  DelegationStatus,
} from '@comptoir/contracts/comptoir/delegated-administration';
import { useQuery } from '@tanstack/react-query';
import { Status, type Tone } from '../../ui/status.tsx';
import { useText, type Text } from '../../ui/text.tsx';
import { rolesQuery } from './queries.ts';

const tones: Readonly<Partial<Record<DelegationStatus, Tone>>> = {
  created: 'neutral',
  approvalPending: 'waiting',
  active: 'good',
  rejected: 'bad',
};

export function DelegationState({ status }: { status: DelegationStatus }) {
  const t = useText();
  return <Status tone={tones[status] ?? 'neutral'}>{t.maybe(`delegation.status.${status}`) ?? status}</Status>;
}

/** Roles by their names in the reader's language, in their order there; an id that nobody names is shown as it is. */
export function useRoles(): (ids: readonly string[]) => readonly DelegableRole[] {
  const t = useText();
  const roles = useQuery(rolesQuery).data?.items ?? [];
  const byId = new Map(roles.map((role) => [role.id, role]));
  return (ids) =>
    ids
      .map((id) => byId.get(id) ?? { id, name: { en: id, fr: id }, privileged: false })
      .toSorted((one, other) => roleName(one, t).localeCompare(roleName(other, t), t.language));
}

export const roleName = ({ name }: DelegableRole, t: Text): string => name[t.language];

/** Names of roles as a list; those that open everything are marked. */
export function RoleList({ ids }: { ids: readonly string[] }) {
  const t = useText();
  const roles = useRoles()(ids);
  return (
    <ul className="plain-list">
      {roles.map((role) => (
        <li key={role.id}>
          {roleName(role, t)}
          {role.privileged ? (
            <>
              {' '}
              <Status tone="attention">{t('delegation.privileged')}</Status>
            </>
          ) : null}
        </li>
      ))}
    </ul>
  );
}

/** The moments that matter in a state, as names and values. */
export function momentsOf(t: Text, row: DelegationRow): readonly (readonly [string, string])[] {
  const day = t.formats.day;
  return [
    [t('delegation.duration'), t('delegation.days', { days: row.durationDays })],
    [t('delegation.autoExtend'), t(row.autoExtend ? 'delegation.autoExtend.yes' : 'delegation.autoExtend.no')],
    ...(row.status === 'approvalPending' ? [[t('delegation.expires'), day(row.requestExpiresAt!)] as const] : []),
    ...(row.activatedAt ? [[t('delegation.activated'), day(row.activatedAt)] as const] : []),
    ...(row.status === 'active' ? [[t('delegation.ends'), day(row.endsAt!)] as const] : []),
    ...(row.endedAt ? [[t('delegation.ended'), day(row.endedAt)] as const] : []),
  ];
}
