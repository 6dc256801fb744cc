/** Partners as a customer finds them: who they are, where, what they know, and how to reach them. */
import type { StorePartner } from '@comptoir/contracts/comptoir/store';
import { Status } from '../../ui/status.tsx';
import { useText } from '../../ui/text.tsx';
import { WebAddress } from '../marketplace/contact-card.tsx';

interface PartnerCardsProps {
  readonly partners: readonly StorePartner[];
  /** Of each card's heading. */
  readonly level: 2 | 3;
}

export function PartnerCards({ partners, level }: PartnerCardsProps) {
  return (
    <ul className="tiles">
      {partners.map((partner) => (
        <PartnerCard key={partner.tenantId} partner={partner} level={level} />
      ))}
    </ul>
  );
}

function PartnerCard({ partner, level }: { partner: StorePartner; level: 2 | 3 }) {
  const t = useText();
  const Heading = `h${level}` as const;
  const { name, kind, address, country, website, competency, skills } = partner;
  return (
    <li className="tile">
      <Heading>{name}</Heading>
      <p className="quiet">{t(`partners.kind.${kind}`)}</p>
      <p>{[address, t.formats.country(country)].filter(Boolean).join(', ')}</p>
      {skills.length > 0 ? <p className="quiet">{skills.map((skill) => t(`skill.${skill}`)).join(' · ')}</p> : null}
      <div className="tile-badges">
        {competency ? (
          <Status tone="good">{t('partners.competency', { level: t(`competency.${competency}`) })}</Status>
        ) : null}
        <WebAddress url={website} label={hostOf(website)} />
      </div>
    </li>
  );
}

const hostOf = (website: string) => website.replace(/^https?:\/\//i, '').replace(/\/$/, '');
