/** A member of an offer's document and its value in the reader's words, for comparisons. */
import type { OfferDocument } from '@comptoir/contracts/comptoir/offers';
import { useMemo } from 'react';
import { useText, type Text } from '../../../ui/text.tsx';
import { namesItem, partsOf, type Path } from './diff.ts';
import { labelOf, listOf } from './labels.ts';
import { pageOfPath } from '../editor/pages.ts';
import { pageText } from '../words.tsx';

export interface DocumentWords {
  /** The page of the menu a member is on. */
  readonly page: (path: Path) => string;
  /** Where a member stands on its page. */
  readonly place: (path: Path) => string;
  readonly value: (path: Path, value: unknown) => string;
}

/** `document`: where plans have their names; a plan it has not is shown by its id. */
export function useDocumentWords(document: OfferDocument): DocumentWords {
  const t = useText();
  return useMemo(
    () => ({
      page: (path) => t(pageText(pageOfPath(path))),
      place: (path) => place(t, path, document),
      value: (path, value) => cut(valueWords(t, path, value)),
    }),
    [t, document],
  );
}

function place(t: Text, path: Path, document: OfferDocument): string {
  const words = path.flatMap((step, index) => {
    if (index !== 1 || path[0] !== 'plans') return stepWords(t, path.slice(0, index + 1)) ?? [];
    return document.plans.find((plan) => plan.planId === step)?.name || step;
  });
  return words.length > 0 ? words.join(' › ') : t(pageText(pageOfPath(path)));
}

function stepWords(t: Text, path: Path): string | undefined {
  const list = listOf(path);
  if (list) return itemWords(t, list, path.at(-1) ?? '');
  const label = labelOf(path);
  return label && t(label);
}

/** Families of texts by the list or member whose values they name. */
const families: Readonly<Record<string, string>> = {
  listings: 'offerListing',
  contacts: 'contact',
  terms: 'term',
  pricingModel: 'plan',
  applicationType: 'plan.applicationType',
  operatingSystem: 'plan.package.operatingSystem',
  billingCycle: 'cycle',
  role: 'plan.authorizations.role',
  kind: 'offerSetup.callToAction',
  option: 'audience',
  categories: 'category',
  priceInput: 'plan.priceInput',
};
const known = (t: Text, family: string, value: string) =>
  families[family] === undefined ? undefined : t.maybe(`${families[family]}.${value}`);

/** `P1M monthly EUR CH` is the name of a price for one country; names of other items are words already. */
function itemWords(t: Text, list: string, name: string): string {
  if (list !== 'prices') return known(t, list, name) ?? name;
  const word = (part: string) => t.maybe(`term.${part}`) ?? t.maybe(`cycle.${part}`) ?? t.formats.country(part);
  return name.split(' ').map(word).join(', ');
}

function valueWords(t: Text, path: Path, value: unknown): string {
  const member = path.at(-1) ?? '';
  if (value === undefined && member in unless) return t(unless[member]!);
  if (value === undefined || value === null || value === '') return '–';
  if (typeof value === 'boolean') return t(value ? 'word.yes' : 'word.no');
  if (typeof value === 'number') return t.formats.number(value);
  if (typeof value === 'string') return oneWord(t, path, value);
  const parts = partsOf(value, member);
  if (parts) return [...parts].flatMap(([name, part]) => partWords(t, [...path, name], part)).join(' · ') || '–';
  return Array.isArray(value) ? value.map((each) => valueWords(t, path, each)).join(', ') || '–' : '–';
}

/** What names the item is in its name already. */
function partWords(t: Text, path: Path, value: unknown): readonly string[] {
  const list = listOf(path.slice(0, -1));
  if (value === '' || (list && namesItem(list, path.at(-1) ?? ''))) return [];
  const name = stepWords(t, path);
  const text = valueWords(t, path, value);
  if (text === '–') return [];
  return [name ? t('compare.member', { name, value: text }) : text];
}

const amounts = new Set(['amount', 'pricePerUnit', 'pricePerCoreHour']);

/** What an absent member means. */
const unless: Readonly<Record<string, 'word.yes' | 'word.no'>> = {
  listInStore: 'word.yes',
  onePerCustomer: 'word.no',
  stopped: 'word.no',
  trial: 'word.no',
};

function oneWord(t: Text, path: Path, value: string): string {
  const member = path.at(-1) ?? '';
  if (member === 'markets') return value === 'all' ? t('plan.markets.all') : t.formats.country(value);
  if (amounts.has(member)) {
    const currency = /\b[A-Z]{3}\b/.exec(path.at(-2) ?? '')?.[0];
    return currency ? t.formats.money(value, currency) : t.formats.number(value);
  }
  return known(t, member, value) ?? value;
}

const longest = 400;
const cut = (text: string) => (text.length > longest ? `${text.slice(0, longest)}…` : text);
