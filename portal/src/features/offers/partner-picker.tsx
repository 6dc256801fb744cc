/** Dialog "Select CSP partners": search by name or tenant id, tick, Add (rule A24). */
import {
  Button,
  Checkbox,
  Dialog,
  DialogActions,
  DialogBody,
  DialogContent,
  DialogSurface,
  DialogTitle,
  SearchBox,
  Select,
} from '@fluentui/react-components';
import type { AudiencePartner } from '@comptoir/contracts/comptoir/offers';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useDeferredValue, useState } from 'react';
import { ActionButton } from '../../ui/action-button.tsx';
import { Loaded } from '../../ui/states.tsx';
import { useText } from '../../ui/text.tsx';
import { partnersQuery } from './queries.ts';

interface PartnerPickerProps {
  readonly chosen: readonly string[];
  readonly onAdd: (partners: readonly AudiencePartner[]) => void;
  readonly onCancel: () => void;
}

export function PartnerPicker(props: PartnerPickerProps) {
  const t = useText();
  const [words, setWords] = useState('');
  const [country, setCountry] = useState('');
  const [ticked, setTicked] = useState<readonly AudiencePartner[]>([]);
  const query = useQuery({ ...partnersQuery(useDeferredValue(words.trim())), placeholderData: keepPreviousData });
  const toggle = (partner: AudiencePartner, on: boolean) =>
    setTicked(on ? [...ticked, partner] : ticked.filter((each) => each.tenantId !== partner.tenantId));
  return (
    <Dialog open onOpenChange={(_, data) => (data.open ? undefined : props.onCancel())}>
      <DialogSurface>
        <DialogBody>
          <DialogTitle>{t('picker.title')}</DialogTitle>
          <DialogContent className="stack">
            <SearchBox
              aria-label={t('picker.search')}
              placeholder={t('picker.search')}
              value={words}
              onChange={(_, data) => setWords(data.value)}
            />
            <Loaded query={query} rows={4}>
              {({ items }) => (
                <>
                  <CountryFilter partners={items} value={country} onChange={setCountry} />
                  <PickerRows
                    partners={items.filter((partner) => country === '' || partner.country === country)}
                    chosen={props.chosen}
                    ticked={ticked}
                    onToggle={toggle}
                  />
                </>
              )}
            </Loaded>
          </DialogContent>
          <DialogActions>
            <Button onClick={props.onCancel}>{t('action.cancel')}</Button>
            <ActionButton
              primary
              unless={ticked.length === 0 ? t('picker.none') : undefined}
              onAct={() => props.onAdd(ticked)}
            >
              {t('picker.add', { count: ticked.length })}
            </ActionButton>
          </DialogActions>
        </DialogBody>
      </DialogSurface>
    </Dialog>
  );
}

function CountryFilter(props: {
  partners: readonly AudiencePartner[];
  value: string;
  onChange: (country: string) => void;
}) {
  const t = useText();
  const countries = [...new Set(props.partners.map((partner) => partner.country))]
    .map((code) => ({ code, label: t.formats.country(code) }))
    .toSorted((left, right) => t.formats.compare(left.label, right.label));
  return (
    <Select aria-label={t('picker.country')} value={props.value} onChange={(_, data) => props.onChange(data.value)}>
      <option value="">{t('list.filter.all', { filter: t('picker.country') })}</option>
      {countries.map(({ code, label }) => (
        <option key={code} value={code}>
          {label}
        </option>
      ))}
    </Select>
  );
}

interface PickerRowsProps {
  readonly partners: readonly AudiencePartner[];
  readonly chosen: readonly string[];
  readonly ticked: readonly AudiencePartner[];
  readonly onToggle: (partner: AudiencePartner, on: boolean) => void;
}

function PickerRows(props: PickerRowsProps) {
  const t = useText();
  if (props.partners.length === 0) return <output>{t('picker.nobody')}</output>;
  const chosen = new Set(props.chosen);
  const ticked = new Set(props.ticked.map((partner) => partner.tenantId));
  return (
    <ul className="picker-list" aria-label={t('offerAudience.partners')}>
      {props.partners.map((partner) => (
        <li key={partner.tenantId}>
          <Checkbox
            checked={chosen.has(partner.tenantId) || ticked.has(partner.tenantId)}
            disabled={chosen.has(partner.tenantId)}
            onChange={(_, data) => props.onToggle(partner, data.checked === true)}
            label={`${partner.name} – ${t.formats.country(partner.country)}${chosen.has(partner.tenantId) ? ` (${t('picker.already')})` : ''}`}
          />
        </li>
      ))}
    </ul>
  );
}
