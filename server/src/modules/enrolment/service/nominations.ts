/** Nominations of indirect providers by the operator (rule B26). The desk's routes run as the system. */
import { newId, plainName } from '../../../kernel/index.ts';
import type { CountedPage, ListRequest } from '../../../platform/listing.ts';
import { sendMail } from '../../../platform/mail.ts';
import type { Work } from '../../../platform/work.ts';
import { rules } from '../../../programme/rules/index.ts';
import { findTenantByDomain, readersOf, type Tenant } from '../../identity/index.ts';
import { nominatedMail } from '../domain/mails.ts';
import type { EnrolmentEvents } from '../events.ts';
import { enrolmentFault } from '../faults.ts';
import {
  selectNomination,
  selectNominations,
  withdrawNomination as writeWithdrawal,
  writeNomination,
  type Nomination,
  type NominationSort,
} from '../store/nominations.ts';
import { pages } from './mail.ts';

/** A page of all nominations. Faults: InvalidInput for a position of another list. */
export function nominations(work: Work, wanted: ListRequest<NominationSort>): Promise<CountedPage<Nomination>> {
  return selectNominations(work, wanted);
}

/** Nominates the tenant of a domain; its global administrators are told. Faults: NominationUnknown, NominationOpen. */
export async function nominateProvider(
  work: Work,
  { domain, note, origin }: { readonly domain: string; readonly note: string; readonly origin: string },
): Promise<Nomination> {
  const tenant = await findTenantByDomain(work, domain.trim());
  if (!tenant) {
    throw enrolmentFault('NominationUnknown', `No organisation here has the domain ${domain}. It signs up first.`, {
      target: 'domain',
    });
  }
  if (!(await writeNomination(work, tenant.id, note))) {
    throw enrolmentFault('NominationOpen', `${tenant.name} has been nominated already.`, { target: 'domain' });
  }
  const newValue: EnrolmentEvents['ProviderNominated'] = { note };
  work.publish({ name: 'ProviderNominated', ...about(tenant.id), newValue });
  await tellAdministrators(work, tenant, origin);
  return (await selectNomination(work, tenant.id))!;
}

const about = (tenantId: string) => ({
  aggregateType: 'nomination',
  aggregateId: tenantId,
  partnerTenantId: tenantId,
});

async function tellAdministrators(work: Work, tenant: Tenant, origin: string): Promise<void> {
  const link = `${origin}${pages.enrolment}`;
  for (const person of await readersOf(work, tenant.id, ['global_admin'])) {
    const texts = nominatedMail({ name: plainName(person.displayName), companyName: plainName(tenant.name), link });
    await sendMail(work, {
      to: person.email,
      ...texts[person.language],
      links: [link],
      reason: `nomination/${tenant.id}/${newId()}`,
    });
  }
}

/** Takes a nomination back while the company has not enrolled by it. Faults: NominationUnknown, NominationUsed. */
export async function withdrawNomination(work: Work, tenantId: string): Promise<Nomination> {
  const nomination = await selectNomination(work, tenantId);
  if (!nomination || nomination.withdrawnAt) {
    throw enrolmentFault('NominationUnknown', 'There is no such nomination, or it was withdrawn. Read the list again.');
  }
  if (nomination.enrolled) {
    const message = `${nomination.name} has begun its enrolment by this nomination. Decide it at the vetting desk.`;
    throw enrolmentFault('NominationUsed', message, { rule: rules.B26 });
  }
  await writeWithdrawal(work, tenantId);
  work.publish({ name: 'NominationWithdrawn', ...about(tenantId), newValue: {} });
  return (await selectNomination(work, tenantId))!;
}
