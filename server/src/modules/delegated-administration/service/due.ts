/** Delegated administration as time goes by: requests expire, both sides are told of the end, it extends itself or ends. */
import type { DueKind } from '../../../platform/due.ts';
import type { Work } from '../../../platform/work.ts';
import { after, dueStep, leftOut } from '../domain/states.ts';
import { endAssignments } from '../store/assignments.ts';
import * as store from '../store/relationships.ts';
import { mailNotice, mailPassed } from './mails.ts';
import { delegatedAdministrationKind, say, timed } from './shared.ts';

const batch = 50;

/** For a partner. Rights do not wait for it: whether one counts is asked of its own end each time. `portal`: for links. */
export function delegatedAdministrationWork(portal: () => string): DueKind {
  return {
    name: delegatedAdministrationKind,
    slots: 1,
    after: [],
    nextDue: store.earliestDue,
    async run(work, partnerTenantId) {
      const rows = await store.dueRelationships(work, partnerTenantId, batch);
      for (const row of rows) await takeStep(work, row, portal());
      return rows.length;
    },
  };
}

async function takeStep(work: Work, found: store.DelegatedRelationship, portal: string): Promise<void> {
  const { status, displayName, autoExtendDays } = found;
  const times = {
    status,
    requestExpiresAt: found.requestExpiresAt ?? undefined,
    endsAt: found.endsAt ?? undefined,
    noticedDays: found.noticedDays ?? undefined,
  };
  const step = dueStep(times, work.now);
  if (!step) return store.updateRelationship(work, found, timed(work, found, { status }));
  if (step.kind === 'notice') {
    await store.updateRelationship(work, found, timed(work, found, { status, noticed_days: step.days }));
    return mailNotice(work, found, { days: step.days, portal });
  }
  if (step.kind === 'requestExpires') {
    const change = { status: 'expired', ended_at: found.requestExpiresAt! } as const;
    await store.updateRelationship(work, found, timed(work, found, change));
    return say(work, found, 'DelegatedAdminRequestExpired', { displayName });
  }
  if (autoExtendDays === 0) {
    await store.updateRelationship(work, found, timed(work, found, { status: 'expired', ended_at: found.endsAt! }));
    await endAssignments(work, found);
    say(work, found, 'DelegatedAdminExpired', { displayName });
    return mailPassed(work, found, { ending: 'expired', at: found.endsAt!, portal });
  }
  const endsAt = after(found.endsAt!, autoExtendDays);
  const change = { status, ends_at: endsAt, noticed_days: leftOut(autoExtendDays) ?? null };
  await store.updateRelationship(work, found, timed(work, found, change));
  say(work, found, 'DelegatedAdminExtended', { displayName, endsAt: endsAt.toString() });
  return mailPassed(work, found, { ending: 'extended', at: endsAt, portal });
}
