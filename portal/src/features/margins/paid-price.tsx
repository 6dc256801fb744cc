/** What is paid for a unit; the list price below it where a margin was taken off. During a trial it comes later. */
import { isLess } from '../../ui/amounts.ts';
import { useText } from '../../ui/text.tsx';

export function PaidPrice(props: { paid: string; list: string; currency: string; free?: boolean }) {
  const t = useText();
  const { paid, list, currency, free = false } = props;
  const price = t.formats.money(paid, currency);
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
          <span className="quiet">{t('margins.listPrice', { amount: t.formats.money(list, currency) })}</span>
        </>
      ) : null}
    </>
  );
}
