/** The question before another number of licences: what is credited, what is charged, and from when. */
import type { ChangePreview } from '@comptoir/contracts/comptoir/subscriptions';
import type { Text } from '../../ui/text.tsx';
import { previewText } from './preview.ts';

export function quantityQuestion(
  t: Text,
  { quantity: before, billingCycle }: { readonly quantity: number; readonly billingCycle: string },
  after: number,
  preview: ChangePreview | undefined,
) {
  return {
    title: t(after > before ? 'manage.quantity.more' : 'manage.quantity.fewer', { before, after }),
    text: [
      t('manage.quantity.asked', { before, after, cycle: t.maybe(`cycle.${billingCycle}`) ?? billingCycle }),
      previewText(t, preview),
    ].join(' '),
    confirm: t('action.submit'),
  };
}
