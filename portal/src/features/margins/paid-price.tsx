/** What is paid for a unit; the list price below it where a margin was taken off. During a trial it comes later. */
import { isLess } from '../../ui/amounts.ts';
import { cycleText } from '../../ui/cycles.ts';
import { useText } from '../../ui/text.tsx';

interface PaidPriceProps {
  readonly paid: string;
  readonly list: string;
  readonly currency: string;
  /** The billing cycle it is paid for, where that is to be said. */
  readonly cycle?: string;
  readonly free?: boolean;
}

export function PaidPrice(props: PaidPriceProps) {
  const t = useText();
  const { paid, list, currency, cycle = 'none', free = false } = props;
  const price = cycleText(t, { amount: paid, currency, cycle });
  return (
    <>
      {free ? t.formats.money('0', currency) : price}
      {free ? (
        <>
          <br />
          <span className="quiet">{t('price.then', { price })}</span>
        </>
      ) : null}
      {isLess(paid, list) ? (
        <>
          <br />
          <span className="quiet">
            {t('margins.listPrice', { amount: cycleText(t, { amount: list, currency, cycle }) })}
          </span>
        </>
      ) : null}
    </>
  );
}
