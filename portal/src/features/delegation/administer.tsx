/** What the person may at a customer now, and the one click into its context. */
import { useMutation, useQuery } from '@tanstack/react-query';
import { enterOnBehalf } from '../../api/on-behalf.ts';
import { ActionButton } from '../../ui/action-button.tsx';
import { useFaultText } from '../../ui/fault.ts';
import { Section } from '../../ui/page.tsx';
import { useText } from '../../ui/text.tsx';
import { useSay } from '../../ui/toast.tsx';
import { useMay } from '../account/me.ts';
import { administrationQuery, beginAdministering } from './queries.ts';
import { RoleList } from './words.tsx';

export function Administer({ customerId, customerName }: { customerId: string; customerName: string }) {
  const t = useText();
  const say = useSay();
  const words = useFaultText();
  const may = useMay('customerUsers.manage');
  const held = useQuery({ ...administrationQuery(customerId), enabled: may }).data;
  const entering = useMutation({
    mutationFn: () => beginAdministering(customerId),
    onSuccess: () => enterOnBehalf(customerId),
    onError: (error) => say(words(error)),
  });
  const unless = may ? (held ? undefined : t('administer.none')) : t('administer.mayNot');
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
