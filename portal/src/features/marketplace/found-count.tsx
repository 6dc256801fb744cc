/** How many were found, and whether a word had to be understood otherwise than it was written. */
import { useText } from '../../ui/text.tsx';

interface FoundCountProps {
  readonly shown: number;
  readonly total: number;
  /** Said where nothing has the words, and what is shown has words written alike. */
  readonly alike: string | undefined;
}

export function FoundCount({ shown, total, alike }: FoundCountProps) {
  const t = useText();
  return (
    <output className="found">
      {alike ? <span>{alike}</span> : null}
      <span className="quiet">{t('list.count', { shown, total })}</span>
    </output>
  );
}
