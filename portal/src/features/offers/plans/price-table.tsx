/** Amounts in many currencies: a table that is searched by currency or country, twenty rows at a time. */
import { Input, SearchBox } from '@fluentui/react-components';
import { useState } from 'react';
import { Table } from '../../../ui/table.tsx';
import type { Column } from '../../../ui/list-rows.ts';
import { Pager } from '../../../ui/pager.tsx';
import { useText } from '../../../ui/text.tsx';
import { type CurrencyRow } from './model.ts';
import { amountTyped } from '../../../ui/typed.ts';

interface AmountInputProps {
  readonly label: string;
  readonly value: string;
  readonly onChange: (amount: string) => void;
  readonly placeholder?: string | undefined;
  /** Digits after the point that can be kept at most. */
  readonly digits: number;
}

/** Typed as either language writes amounts; what is unfinished is finished when the field is left. */
export function AmountInput(props: AmountInputProps) {
  const t = useText();
  const fits = new RegExp(String.raw`^(0|[1-9]\d{0,11})(\.\d{1,${props.digits}})?$`);
  const shown = (text: string) => (t.language === 'fr' ? text.replace(/(?<=\d)\.(?=\d*$)/, ',') : text);
  const wrong = props.value !== '' && !fits.test(props.value);
  return (
    <>
      <Input
        className="amount-input"
        inputMode="decimal"
        aria-label={props.label}
        aria-invalid={wrong}
        value={shown(props.value)}
        {...(props.placeholder ? { placeholder: shown(props.placeholder) } : {})}
        onChange={(_, data) => props.onChange(amountTyped(data.value))}
        onBlur={() => {
          const finished = props.value
            .replace(/^\./, '0.')
            .replace(/\.$/, '')
            .replace(/^0+(?=\d)/, '');
          if (finished !== props.value) props.onChange(finished);
        }}
      />
      {wrong ? (
        <span className="amount-wrong" role="alert">
          {t('price.wrong', { digits: props.digits })}
        </span>
      ) : null}
    </>
  );
}

export interface PriceColumn {
  readonly id: string;
  readonly header: string;
  readonly amount: (currency: string) => string;
  readonly onChange: (currency: string, amount: string) => void;
}

interface PriceTableProps {
  readonly name: string;
  readonly rows: readonly CurrencyRow[];
  readonly columns: readonly PriceColumn[];
  readonly digits: number;
  /** Shown in a field that is empty: what saving will fill in. */
  readonly placeholder?: string | undefined;
}

const pageLength = 20;

export function PriceTable(props: PriceTableProps) {
  const t = useText();
  const [words, setWords] = useState('');
  const [page, setPage] = useState(1);
  const wanted = words.trim().toLowerCase();
  const text = (row: CurrencyRow) =>
    [row.currency, t.formats.currency(row.currency), ...row.countries, ...row.countries.map(t.formats.country)]
      .join('\n')
      .toLowerCase();
  const found = wanted === '' ? props.rows : props.rows.filter((row) => text(row).includes(wanted));
  const shown = found.slice((page - 1) * pageLength, page * pageLength);
  return (
    <>
      {props.rows.length > 5 ? (
        <div className="list-bar">
          <SearchBox
            aria-label={t('price.search', { name: props.name })}
            placeholder={t('price.search.placeholder')}
            value={words}
            onChange={(_, data) => {
              setWords(data.value);
              setPage(1);
            }}
          />
          <output className="quiet">{t('list.count', { shown: found.length, total: props.rows.length })}</output>
        </div>
      ) : null}
      <Table name={props.name} rows={shown} rowKey={(row) => row.currency} columns={useColumns(props)} />
      <Pager name={props.name} page={page} last={Math.max(1, Math.ceil(found.length / pageLength))} onPage={setPage} />
    </>
  );
}

const mostNamed = 3;

function useColumns({ columns, digits, placeholder }: PriceTableProps): readonly Column<CurrencyRow>[] {
  const t = useText();
  const countries = (row: CurrencyRow) =>
    row.countries.length === 0
      ? t('price.base')
      : row.countries.length <= mostNamed
        ? row.countries.map(t.formats.country).join(', ')
        : t('price.markets', { count: row.countries.length });
  return [
    {
      id: 'currency',
      header: t('price.currency'),
      text: (row) => row.currency,
      cell: (row) => (
        <>
          {row.currency} <span className="quiet">{t.formats.currency(row.currency)}</span>
        </>
      ),
    },
    { id: 'markets', header: t('plan.markets'), text: countries },
    ...columns.map((column): Column<CurrencyRow> => ({
      id: column.id,
      header: column.header,
      text: (row) => column.amount(row.currency),
      cell: (row) => (
        <AmountInput
          label={t('price.label', { currency: row.currency, name: column.header })}
          value={column.amount(row.currency)}
          onChange={(amount) => column.onChange(row.currency, amount)}
          placeholder={placeholder}
          digits={digits}
        />
      ),
    })),
  ];
}
