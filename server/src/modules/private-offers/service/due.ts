/** Private offers as time goes by: live at their start, everybody told, ended after their last day. */
import type { DueKind } from '../../../platform/due.ts';
import type { Work } from '../../../platform/work.ts';
import type { PrivateOfferEvents } from '../events.ts';
import * as store from '../store/private-offers.ts';
import { say } from './drafts.ts';
import { mailLive } from './mail.ts';

const batch = 50;

export const privateOfferKind = 'private-offers';

/**
 * For a publisher. Prices do not wait for it: a margin counts by its own moments, and this makes states, events and mails
 * follow.
 */
export const privateOfferWork = {
  name: privateOfferKind,
  slots: 1,
  after: [],
  nextDue: store.earliestDue,
  async run(work, publisherTenantId) {
    let done = 0;
    for (const step of ['start', 'tell', 'end'] as const) {
      const rows = await store.dueFor(work, publisherTenantId, step, batch);
      for (const row of rows) await take[step](work, row);
      done += rows.length;
    }
    return done;
  },
} satisfies DueKind;

const take: Readonly<Record<store.DueStep, (work: Work, row: store.PrivateOfferRow) => Promise<void>>> = {
  async start(work, row) {
    await store.setState(work, row.id, 'live');
    const newValue: PrivateOfferEvents['PrivateOfferLive'] = { startsAt: row.starts_at!.toString() };
    say(work, row.id, 'PrivateOfferLive', newValue, undefined, row.publisher_tenant_id);
  },
  async tell(work, row) {
    await mailLive(work, row);
    await store.markTold(work, row.id);
  },
  async end(work, row) {
    await store.setState(work, row.id, 'ended', row.ends_at!);
    const newValue: PrivateOfferEvents['PrivateOfferEnded'] = { endsAt: row.ends_at!.toString() };
    say(work, row.id, 'PrivateOfferEnded', newValue, undefined, row.publisher_tenant_id);
  },
};
