/** Tells on whose behalf this tab works, and leads out. */
import type { Me } from '@comptoir/contracts/comptoir/account';
import { Button } from '@fluentui/react-components';
import { PersonCircleRegular } from '@fluentui/react-icons/svg/person-circle';
import { leaveOnBehalf } from '../../api/on-behalf.ts';
import { useText } from '../../ui/text.tsx';

export function OnBehalfStrip({ me }: { me: Me }) {
  const t = useText();
  if (!me.home) return null;
  const values = { customer: me.tenant.name, name: me.user.displayName, partner: me.home.name };
  return (
    <section className="strip" aria-label={t('onBehalf.name')}>
      <PersonCircleRegular aria-hidden fontSize={16} />
      <span>{t('onBehalf.text', values)}</span>
      <Button size="small" onClick={leaveOnBehalf}>
        {t('onBehalf.leave')}
      </Button>
    </section>
  );
}
