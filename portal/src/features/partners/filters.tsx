/** The picker's filters: Country/region, Competency, Skills, with Apply and Cancel, and as chips once they apply (rule A24). */
import { Button, Checkbox } from '@fluentui/react-components';
import type { PartnerFilters } from '@comptoir/contracts/comptoir/partners';
import { DismissRegular } from '@fluentui/react-icons/svg/dismiss';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { Loaded } from '../../ui/states.tsx';
import { useText, type Text } from '../../ui/text.tsx';
import { partnerFiltersQuery, type PartnerFilterChoice } from './queries.ts';

type FilterName = keyof PartnerFilterChoice;
const filterNames: readonly FilterName[] = ['country', 'competency', 'skill'];

function labelOf(t: Text, filter: FilterName, value: string): string {
  return filter === 'country' ? t.formats.country(value) : (t.maybe(`${filter}.${value}`) ?? value);
}

interface FilterPaneProps {
  readonly filters: PartnerFilterChoice;
  readonly onApply: (filters: PartnerFilterChoice) => void;
  readonly onCancel: () => void;
}

export function FilterPane({ filters, onApply, onCancel }: FilterPaneProps) {
  const t = useText();
  const query = useQuery(partnerFiltersQuery);
  const [choice, setChoice] = useState(filters);
  return (
    <section className="picker-pane" aria-label={t('picker.filters')}>
      <Loaded query={query} rows={3}>
        {(values) =>
          filterNames.map((filter) => (
            <FilterValues
              key={filter}
              filter={filter}
              values={valuesOf(values, filter)}
              chosen={choice[filter]}
              onChange={(chosen) => setChoice({ ...choice, [filter]: chosen })}
            />
          ))
        }
      </Loaded>
      <div className="commands">
        <Button appearance="primary" onClick={() => onApply(choice)}>
          {t('picker.apply')}
        </Button>
        <Button onClick={onCancel}>{t('action.cancel')}</Button>
      </div>
    </section>
  );
}

interface FilterValue {
  readonly value: string;
  readonly partners: number;
}

function valuesOf(values: PartnerFilters, filter: FilterName): readonly FilterValue[] {
  if (filter === 'country') return values.countries.map(({ country: value, partners }) => ({ value, partners }));
  if (filter === 'skill') return values.skills.map(({ skill: value, partners }) => ({ value, partners }));
  return values.competencies.map(({ competency: value, partners }) => ({ value, partners }));
}

interface FilterValuesProps {
  readonly filter: FilterName;
  readonly values: readonly FilterValue[];
  readonly chosen: readonly string[];
  readonly onChange: (chosen: readonly string[]) => void;
}

function FilterValues({ filter, values, chosen, onChange }: FilterValuesProps) {
  const t = useText();
  const shown = values
    .map(({ value, partners }) => ({ value, partners, label: labelOf(t, filter, value) }))
    .toSorted((left, right) => (filter === 'competency' ? 0 : t.formats.compare(left.label, right.label)));
  return (
    <fieldset>
      <legend>{t(`picker.${filter}`)}</legend>
      <div className="picker-values">
        {shown.map(({ value, label, partners }) => (
          <Checkbox
            key={value}
            checked={chosen.includes(value)}
            onChange={(_, data) =>
              onChange(data.checked === true ? [...chosen, value] : chosen.filter((each) => each !== value))
            }
            label={t('picker.value', { label, count: partners })}
          />
        ))}
      </div>
    </fieldset>
  );
}

export function FilterChips(props: { filters: PartnerFilterChoice; onChange: (filters: PartnerFilterChoice) => void }) {
  const t = useText();
  const chips = filterNames.flatMap((filter) => props.filters[filter].map((value) => ({ filter, value })));
  if (chips.length === 0) return null;
  return (
    <ul className="chips" aria-label={t('list.filters')}>
      {chips.map(({ filter, value }) => {
        const label = labelOf(t, filter, value);
        const rest = props.filters[filter].filter((each) => each !== value);
        return (
          <li key={`${filter} ${value}`}>
            <Button
              size="small"
              icon={<DismissRegular />}
              iconPosition="after"
              aria-label={t('list.filter.remove', { filter: label })}
              onClick={() => props.onChange({ ...props.filters, [filter]: rest })}
            >
              {label}
            </Button>
          </li>
        );
      })}
    </ul>
  );
}
