/** Numbered paging of rows that are all loaded. */
import { Button } from '@fluentui/react-components';
import { pageNumbers } from './page-numbers.ts';
import { useText } from './text.tsx';

interface PagerProps {
  /** What is paged. */
  readonly name: string;
  /** From 1. */
  readonly page: number;
  readonly last: number;
  readonly onPage: (page: number) => void;
}

export function Pager({ name, page, last, onPage }: PagerProps) {
  const t = useText();
  if (last <= 1) return null;
  const step = (label: string, to: number) => (
    <Button size="small" disabledFocusable={to < 1 || to > last} onClick={() => onPage(to)}>
      {label}
    </Button>
  );
  return (
    <nav className="pager" aria-label={t('pager.name', { name })}>
      {step(t('pager.previous'), page - 1)}
      {pageNumbers(page, last).map((number, index) =>
        number === undefined ? (
          <span key={`gap ${index}`} aria-hidden>
            …
          </span>
        ) : (
          <Button
            key={number}
            size="small"
            appearance={number === page ? 'primary' : 'subtle'}
            aria-label={t('pager.page', { page: number })}
            {...(number === page ? { 'aria-current': 'page' as const } : {})}
            onClick={() => onPage(number)}
          >
            {t.formats.number(number)}
          </Button>
        ),
      )}
      {step(t('pager.next'), page + 1)}
    </nav>
  );
}
