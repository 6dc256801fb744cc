/** What stands above the rows of a list: search, filters as removable chips, how many there are, and the file. */
import {
  Button,
  Menu,
  MenuItem,
  MenuList,
  MenuPopover,
  MenuTrigger,
  SearchBox,
  Select,
  type ButtonProps,
} from '@fluentui/react-components';
import { ArrowDownloadRegular } from '@fluentui/react-icons/svg/arrow-download';
import { DismissRegular } from '@fluentui/react-icons/svg/dismiss';
import { useMutation } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { ActionButton } from './action-button.tsx';
import { useFaultText } from './fault.ts';
import type { Filter } from './list-rows.ts';
import type { ListState } from './list-state.ts';
import { useText } from './text.tsx';
import { useSay } from './toast.tsx';

interface ListBarProps {
  readonly name: string;
  readonly state: ListState;
  readonly filters: readonly Filter[];
  readonly shown: number;
  readonly total: number;
  readonly file?: ReactNode;
}

export function ListBar({ name, state, filters, shown, total, file }: ListBarProps) {
  const t = useText();
  return (
    <>
      <div className="list-bar">
        <SearchBox
          aria-label={t('list.search', { name })}
          placeholder={t('list.search.placeholder')}
          value={state.search}
          onChange={(_, data) => state.setSearch(data.value)}
        />
        <FilterChoices filters={filters} state={state} />
        <span className="spring" />
        <output className="quiet">{t('list.count', { shown, total })}</output>
        {file}
      </div>
      <Chips filters={filters} state={state} />
    </>
  );
}

export type FileForm = 'excel' | 'plain';

/** The file of everything that is selected, as the reader's Excel opens it or as programs read it (decision 0035). */
export function ExportMenu(
  props: Pick<ButtonProps, 'appearance' | 'size'> & {
    /** Why there is no file now; undefined when there is one. */
    unless?: string | undefined;
    /** What the file is, where it is not the list's. */
    label?: string;
    onExport: (form: FileForm) => Promise<void>;
  },
) {
  const t = useText();
  const say = useSay();
  const words = useFaultText();
  const label = props.label ?? t('list.export');
  const exporting = useMutation({ mutationFn: props.onExport, onError: (error) => say(words(error)) });
  const look = { icon: <ArrowDownloadRegular />, ...(props.size ? { size: props.size } : {}) };
  if (props.unless !== undefined || exporting.isPending) {
    return (
      <ActionButton
        {...look}
        primary={props.appearance === 'primary'}
        subtle={props.appearance === 'subtle'}
        busy={exporting.isPending}
        unless={props.unless}
      >
        {label}
      </ActionButton>
    );
  }
  return (
    <Menu>
      <MenuTrigger disableButtonEnhancement>
        <Button {...look} appearance={props.appearance ?? 'secondary'}>
          {label}
        </Button>
      </MenuTrigger>
      <MenuPopover>
        <MenuList>
          {(['excel', 'plain'] as const).map((form) => (
            <MenuItem key={form} onClick={() => exporting.mutate(form)}>
              {t(`list.export.${form}`)}
            </MenuItem>
          ))}
        </MenuList>
      </MenuPopover>
    </Menu>
  );
}

/** What is chosen from, one drop-down a filter. */
export function FilterChoices(props: { filters: readonly Filter[]; state: ListState }) {
  const t = useText();
  return props.filters.map((filter) => (
    <Select
      key={filter.id}
      aria-label={filter.label}
      value={props.state.filters[filter.id] ?? ''}
      onChange={(_, data) => props.state.setFilter(filter.id, data.value || undefined)}
    >
      <option value="">{t('list.filter.all', { filter: filter.label })}</option>
      {filter.options.map((option) => (
        <option key={option.value} value={option.value}>
          {option.label}
        </option>
      ))}
    </Select>
  ));
}

/** What is chosen, each to be taken away. */
export function Chips(props: { filters: readonly Filter[]; state: ListState }) {
  const t = useText();
  const chosen = props.filters.filter((filter) => props.state.filters[filter.id]);
  if (chosen.length === 0) return null;
  return (
    <ul className="chips" aria-label={t('list.filters')}>
      {chosen.map((filter) => {
        const value = props.state.filters[filter.id];
        const label = filter.options.find((option) => option.value === value)?.label ?? value;
        const words = `${filter.label} – ${label}`;
        return (
          <li key={filter.id}>
            <Button
              size="small"
              icon={<DismissRegular />}
              iconPosition="after"
              aria-label={t('list.filter.remove', { filter: words })}
              onClick={() => props.state.setFilter(filter.id, undefined)}
            >
              {words}
            </Button>
          </li>
        );
      })}
    </ul>
  );
}
