/** What is paid for a unit; the list price below it where a margin was taken off. */
import { isLess } from '../../ui/amounts.ts';
import { useText } from '../../ui/text.tsx';

export function PaidPrice(props: { paid: string; list: string; currency: string }) {
  const t = useText();
  const { paid, list, currency } = props;
  return (
    <>
      {t.formats.money(paid, currency)}
      {isLess(paid, list) ? (
        <>
          <br />
          <span className="quiet">{t('margins.listPrice', { amount: t.formats.money(list, currency) })}</span>
        </>
      ) : null}
    </>
  );
}
