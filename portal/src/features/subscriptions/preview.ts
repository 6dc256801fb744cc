/** What a change costs and gives back, as a sentence before it is confirmed. */
import type { ChangePreview } from '@comptoir/contracts/comptoir/subscriptions';
import type { Text } from '../../ui/text.tsx';

export function previewText(t: Text, preview: ChangePreview | undefined): string {
  if (!preview || preview.amounts === 'free') return '';
  const { currency, credit = '0', charge = '0', total = '0' } = preview;
  if (preview.amounts === 'later' || !currency) return t('preview.later');
  const money = (amount: string) => t.formats.money(amount, currency);
  const back = money(credit.replace('-', ''));
  if (preview.lines.length === 1) return t('preview.credit', { credit: back });
  // One amount first: what comes back, or what is to be paid.
  const text = total.startsWith('-') ? 'preview.back' : 'preview.due';
  return t(text, { credit: back, charge: money(charge), total: money(total.replace('-', '')) });
}
