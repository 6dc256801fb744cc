/** Words about people: their state, their roles. */
import type { Me } from '@comptoir/contracts/comptoir/account';
import type { UserState } from '@comptoir/contracts/comptoir/people';
import { SubNav } from '../../ui/page.tsx';
import { Status, type Tone } from '../../ui/status.tsx';
import { useText, type Text } from '../../ui/text.tsx';
import { paths } from '../../paths.ts';

export type RoleName = Me['roles'][number];

/** Roles that are given directly; the others are memberships of agent groups. */
export const directoryRoles: readonly RoleName[] = ['global_admin', 'user_admin', 'billing_admin', 'manager'];
export const agentRoles: readonly RoleName[] = ['admin_agent', 'sales_agent', 'helpdesk_agent'];

export const roleText = (t: Text, role: RoleName) => t(`users.role.${role}`);

const tones: Readonly<Record<UserState, Tone>> = { active: 'good', disabled: 'neutral', deleted: 'bad' };

export function UserStatus({ state }: { state: UserState }) {
  const t = useText();
  return <Status tone={tones[state]}>{t(`users.state.${state}`)}</Status>;
}

export function PeopleTabs({ current }: { current: string }) {
  const t = useText();
  const links = [
    { label: t('users.tab'), to: paths.users },
    { label: t('groups.title'), to: paths.groups },
    { label: t('userInvitations.title'), to: paths.userInvitations },
    { label: t('policy.title'), to: paths.signInPolicy },
  ];
  return <SubNav label={t('users.title')} links={links} current={current} />;
}
