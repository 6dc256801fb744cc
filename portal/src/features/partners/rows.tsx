/** Rows of the picker: tick box, Company, Location, and an expander with what else is known of the partner (rule A24). */
import { Button, Checkbox } from '@fluentui/react-components';
import type { AudiencePartner } from '@comptoir/contracts/comptoir/offers';
import type { PickerPartner } from '@comptoir/contracts/comptoir/partners';
import { ChevronDownRegular } from '@fluentui/react-icons/svg/chevron-down';
import { ChevronUpRegular } from '@fluentui/react-icons/svg/chevron-up';
import { useId, useState } from 'react';
import { OutsideLink } from '../../ui/link.tsx';
import { useText } from '../../ui/text.tsx';
import { locationText, regionText } from './words.ts';

interface PickerRowsProps {
  readonly partners: readonly PickerPartner[];
  readonly chosen: readonly string[];
  readonly ticked: readonly AudiencePartner[];
  readonly onToggle: (partner: AudiencePartner, on: boolean) => void;
}

export function PickerRows(props: PickerRowsProps) {
  const t = useText();
  const chosen = new Set(props.chosen);
  const ticked = new Set(props.ticked.map((partner) => partner.tenantId));
  return (
    <div className="picker-list">
      <div className="picker-head" aria-hidden>
        <span>{t('partner.company')}</span>
        <span>{t('partner.location')}</span>
      </div>
      <ul aria-label={t('picker.partners')}>
        {props.partners.map((partner) => (
          <PickerRow
            key={partner.tenantId}
            partner={partner}
            listed={chosen.has(partner.tenantId)}
            ticked={ticked.has(partner.tenantId)}
            onToggle={(on) => props.onToggle(partner, on)}
          />
        ))}
      </ul>
    </div>
  );
}

interface PickerRowProps {
  readonly partner: PickerPartner;
  /** On the offer's list already. */
  readonly listed: boolean;
  readonly ticked: boolean;
  readonly onToggle: (on: boolean) => void;
}

function PickerRow({ partner, listed, ticked, onToggle }: PickerRowProps) {
  const t = useText();
  const id = useId();
  const [open, setOpen] = useState(false);
  return (
    <li>
      <div className="picker-row">
        <Checkbox
          checked={listed || ticked}
          disabled={listed}
          aria-describedby={id}
          onChange={(_, data) => onToggle(data.checked === true)}
          label={listed ? `${partner.name} (${t('picker.already')})` : partner.name}
        />
        <span id={id} className="picker-location">
          {locationText(t, partner)}
        </span>
        <Button
          appearance="subtle"
          icon={open ? <ChevronUpRegular /> : <ChevronDownRegular />}
          aria-expanded={open}
          aria-label={t('picker.details', { name: partner.name })}
          onClick={() => setOpen(!open)}
        />
      </div>
      {open ? <Details partner={partner} /> : null}
    </li>
  );
}

function Details({ partner }: { partner: PickerPartner }) {
  const t = useText();
  const skills = partner.skills.map((skill) => t(`skill.${skill}`)).toSorted(t.formats.compare);
  return (
    <dl className="picker-details">
      <dt>{t('partner.tenantId')}</dt>
      <dd>
        <code className="guid">{partner.tenantId}</code>
      </dd>
      <dt>{t('partner.kind')}</dt>
      <dd>{t(`partner.kind.${partner.kind}`)}</dd>
      <dt>{t('partner.region')}</dt>
      <dd>{regionText(t, partner.region)}</dd>
      <dt>{t('picker.competency')}</dt>
      <dd>{partner.competency ? t(`competency.${partner.competency}`) : '–'}</dd>
      <dt>{t('picker.skill')}</dt>
      <dd>{skills.length > 0 ? skills.join(', ') : '–'}</dd>
      <dt>{t('partner.website')}</dt>
      <dd>
        {/^https?:\/\//.test(partner.website) ? (
          <OutsideLink href={partner.website}>{partner.website}</OutsideLink>
        ) : (
          partner.website || '–'
        )}
      </dd>
    </dl>
  );
}
