/** Dialog "Add authorised CSP partners": search, filters as removable chips, tick, Add (rule A24). */
import { Button, SearchBox } from '@fluentui/react-components';
import type { AudiencePartner } from '@comptoir/contracts/comptoir/offers';
import { FilterRegular } from '@fluentui/react-icons/svg/filter';
import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { Dialog } from '../../ui/dialog.tsx';
import { ActionButton } from '../../ui/action-button.tsx';
import { More, moreOf } from '../../ui/list-more.tsx';
import { Loaded } from '../../ui/states.tsx';
import { useText } from '../../ui/text.tsx';
import { noFilters, partnersQuery, type PartnerFilterChoice } from './queries.ts';
import { FilterChips, FilterPane } from './filters.tsx';
import { PickerRows } from './rows.tsx';

interface PartnerPickerProps {
  /** Tenant ids that are on the list already. */
  readonly chosen: readonly string[];
  readonly onAdd: (partners: readonly AudiencePartner[]) => void;
  readonly onCancel: () => void;
}

export function PartnerPicker(props: PartnerPickerProps) {
  const t = useText();
  const [words, setWords] = useState('');
  const [filters, setFilters] = useState<PartnerFilterChoice>(noFilters);
  const [paneOpen, setPaneOpen] = useState(false);
  // What is ticked stays ticked whatever is searched for next.
  const [ticked, setTicked] = useState<readonly AudiencePartner[]>([]);
  const toggle = (partner: AudiencePartner, on: boolean) =>
    setTicked(on ? [...ticked, partner] : ticked.filter((each) => each.tenantId !== partner.tenantId));
  return (
    <Dialog
      title={t('picker.title')}
      light
      wide
      onClose={props.onCancel}
      commands={
        <>
          <Button onClick={props.onCancel}>{t('action.cancel')}</Button>
          <ActionButton
            primary
            unless={ticked.length === 0 ? t('picker.none') : undefined}
            onAct={() => props.onAdd(ticked)}
          >
            {t('picker.add', { count: ticked.length })}
          </ActionButton>
        </>
      }
    >
      <div className="picker-bar">
        <SearchBox
          aria-label={t('picker.search')}
          placeholder={t('picker.search')}
          value={words}
          maxLength={100}
          onChange={(_, data) => setWords(data.value)}
        />
        <Button icon={<FilterRegular />} aria-expanded={paneOpen} onClick={() => setPaneOpen(!paneOpen)}>
          {t('picker.filters')}
        </Button>
      </div>
      {paneOpen ? (
        <FilterPane
          filters={filters}
          onCancel={() => setPaneOpen(false)}
          onApply={(choice) => {
            setFilters(choice);
            setPaneOpen(false);
          }}
        />
      ) : null}
      <FilterChips filters={filters} onChange={setFilters} />
      <Found words={words} filters={filters} chosen={props.chosen} ticked={ticked} onToggle={toggle} />
    </Dialog>
  );
}

interface FoundProps {
  readonly words: string;
  readonly filters: PartnerFilterChoice;
  readonly chosen: readonly string[];
  readonly ticked: readonly AudiencePartner[];
  readonly onToggle: (partner: AudiencePartner, on: boolean) => void;
}

function Found({ words, filters, ...rows }: FoundProps) {
  const t = useText();
  const query = useInfiniteQuery({
    ...partnersQuery(useSettled(words.trim()), filters),
    placeholderData: keepPreviousData,
  });
  return (
    <Loaded query={query} rows={4}>
      {({ pages }) => {
        const { total, similar } = pages[0]!;
        const partners = pages.flatMap((page) => page.items);
        return (
          <>
            <output className="quiet">{t(similar ? 'picker.similar' : 'picker.found', { count: total })}</output>
            {partners.length > 0 ? <PickerRows partners={partners} {...rows} /> : null}
            <More more={moreOf(query)} />
          </>
        );
      }}
    </Loaded>
  );
}

/** Long enough to type the next letter of a name. */
const typingMs = 200;

/** The value once it has stopped changing. */
function useSettled(value: string): string {
  const [settled, setSettled] = useState(value);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(value), typingMs);
    return () => clearTimeout(timer);
  }, [value]);
  return settled;
}
