/** Tiles of an overview: a number, what it counts, and the page where it is looked at. */
import { TextLink } from '../../ui/link.tsx';
import { useText } from '../../ui/text.tsx';

export interface Tile {
  readonly label: string;
  readonly to: string;
  /** Undefined while it is not known. */
  readonly count: number | undefined;
  /** It waits for somebody when there is one. */
  readonly waits?: boolean;
}

export function Tiles({ tiles }: { tiles: readonly Tile[] }) {
  const t = useText();
  return (
    <ul className="tiles">
      {tiles.map(({ label, to, count, waits }) => (
        <li key={label} className={waits && count ? 'tile waits' : 'tile'}>
          <span className="tile-number">{count === undefined ? '–' : t.formats.number(count)}</span>
          <TextLink to={to}>{label}</TextLink>
        </li>
      ))}
    </ul>
  );
}
