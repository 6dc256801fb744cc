/** What is paid for a unit; the list price below it where a margin was taken off. */
import { useText } from '../../ui/text.tsx';

export function PaidPrice(props: { paid: number; list: number; currency: string }) {
  const t = useText();
  const { paid, list, currency } = props;
  return (
    <>
      {t.formats.money(paid, currency)}
      {paid < list ? (
        <>
          <br />
          <span className="quiet">{t('margins.listPrice', { amount: t.formats.money(list, currency) })}</span>
        </>
      ) : null}
    </>
  );
}
