/** What a search found: how many, whether a word had to be understood otherwise, the items, and further pages. */
import type { ReactNode } from 'react';
import { More, type NextPage } from '../../ui/list-more.tsx';
import { useText } from '../../ui/text.tsx';

interface FoundPage<Item> {
  readonly items: readonly Item[];
  /** On all pages. */
  readonly total: number;
  /** Nothing has the words; what is shown has words written alike. */
  readonly alike: boolean;
}

interface FoundPagesProps<Item> {
  readonly pages: readonly FoundPage<Item>[];
  readonly more: NextPage | undefined;
  /** Says that the words were understood otherwise. */
  readonly alike: string;
  /** Instead of everything when nothing was found. */
  readonly empty: ReactNode;
  readonly children: (items: readonly Item[]) => ReactNode;
}

export function FoundPages<Item>({ pages, more, alike, empty, children }: FoundPagesProps<Item>) {
  const t = useText();
  const items = pages.flatMap((page) => page.items);
  const [first] = pages;
  if (!first || items.length === 0) return empty;
  return (
    <>
      <output className="found">
        {first.alike ? <span>{alike}</span> : null}
        <span className="quiet">{t('list.count', { shown: items.length, total: first.total })}</span>
      </output>
      {children(items)}
      <More more={more} />
    </>
  );
}
