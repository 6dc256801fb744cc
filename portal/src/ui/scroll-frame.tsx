/** Frame of a table: wide enough for its columns it is a table, else its rows are cards. */
import { useLayoutEffect, useRef, useState, type ReactNode } from 'react';

/** What a column takes at the least, with its padding. */
const columnPixels = 128;
/** From here on there is room for a table that scrolls sideways. */
const tablePixels = 740;

interface ScrollFrameProps {
  readonly name: string;
  readonly columns: number;
  /** Stands above the frame and does not scroll with it. */
  readonly above?: ReactNode;
  readonly children: ReactNode;
}

/** When it scrolls sideways, the keyboard can reach it and a screen reader names it. */
export function ScrollFrame({ name, columns, above, children }: ScrollFrameProps) {
  const box = useRef<HTMLDivElement>(null);
  const frame = useRef<HTMLDivElement>(null);
  const [cards, setCards] = useState(false);
  const [scrolls, setScrolls] = useState(false);
  useLayoutEffect(() => {
    const [outside, inside] = [box.current!, frame.current!];
    // Measured while it is a table; kept while its rows are cards, which tell nothing of its width.
    let needed = 0;
    const measure = () => {
      const isTable = !outside.classList.contains('cards');
      const cut = isTable && inside.scrollWidth > inside.clientWidth;
      if (isTable) needed = Math.min(tablePixels, Math.max(columns * columnPixels, cut ? inside.scrollWidth : 0));
      setCards(outside.clientWidth < needed);
      setScrolls(cut);
    };
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(outside);
    for (const child of inside.children) observer.observe(child);
    return () => observer.disconnect();
  }, [columns]);
  const reachable = scrolls ? ({ tabIndex: 0, role: 'group', 'aria-label': name } as const) : {};
  return (
    <div ref={box} className={cards ? 'table-box cards' : 'table-box'}>
      {above}
      <div ref={frame} className="table-frame" {...reachable}>
        {children}
      </div>
    </div>
  );
}
