/** What the person may at a customer now, and the one click into its context. */
import { CallError } from '@comptoir/contracts/call';
import type { ConnectedPartner } from '@comptoir/contracts/comptoir/partnerships';
import { useMutation, useQuery } from '@tanstack/react-query';
import { enterOnBehalf } from '../../api/on-behalf.ts';
import { paths } from '../../paths.ts';
import { ActionButton } from '../../ui/action-button.tsx';
import { useFaultText } from '../../ui/fault.ts';
import { Section } from '../../ui/page.tsx';
import { useText } from '../../ui/text.tsx';
import { useSay } from '../../ui/toast.tsx';
import { useMay } from '../account/me.ts';
import { administrationQuery, beginAdministering } from './queries.ts';
import { RoleList } from './words.tsx';

/** Goes in; `backTo`: the page it comes back to. */
function useEnter(tenantId: string, backTo: string) {
  const say = useSay();
  const words = useFaultText();
  return useMutation({
    mutationFn: () => beginAdministering(tenantId),
    onSuccess: () => enterOnBehalf(tenantId, backTo),
    onError: (error) => say(words(error)),
  });
}

/** Why the person may not go in where nothing says what it has there: it lacks a second factor that is asked for, or the roles. */
function useRefusal(error: unknown, without: string) {
  const words = useFaultText();
  return error instanceof CallError && error.code === 'DelegationSecondFactorNeeded' ? words(error) : without;
}

/** Into the account of a reseller, by the administrator access of the partnership (rule D3). */
export function AdministerReseller({ reseller }: { reseller: ConnectedPartner }) {
  const t = useText();
  const { tenantId, name, administratorAccess } = reseller;
  const may = useMay('customerUsers.manage');
  const { data: held, error } = useQuery({ ...administrationQuery(tenantId), enabled: may && administratorAccess });
  const refusal = useRefusal(error, t('resellers.notInGroup'));
  const entering = useEnter(tenantId, paths.resellers);
  const unless = !administratorAccess
    ? t('resellers.noAccess', { name })
    : may
      ? held
        ? undefined
        : refusal
      : t('administer.mayNot');
  return (
    <ActionButton
      size="small"
      of={name}
      unless={unless}
      busy={entering.isPending}
      onAct={() => unless ?? entering.mutate()}
    >
      {t('administer.do')}
    </ActionButton>
  );
}

export function Administer({ customerId, customerName }: { customerId: string; customerName: string }) {
  const t = useText();
  const may = useMay('customerUsers.manage');
  const { data: held, error } = useQuery({ ...administrationQuery(customerId), enabled: may });
  const refusal = useRefusal(error, t('administer.none'));
  const entering = useEnter(customerId, paths.customerAccess(customerId));
  const unless = may ? (held ? undefined : refusal) : t('administer.mayNot');
  return (
    <Section
      title={t('administer.title')}
      purpose={t('administer.purpose', { customer: customerName })}
      actions={
        <ActionButton unless={unless} busy={entering.isPending} onAct={() => entering.mutate()}>
          {t('administer.do')}
        </ActionButton>
      }
    >
      {held ? (
        <>
          <p>{t('administer.roles')}</p>
          <RoleList ids={held.roleIds} />
        </>
      ) : (
        <p className="quiet">{unless}</p>
      )}
    </Section>
  );
}
