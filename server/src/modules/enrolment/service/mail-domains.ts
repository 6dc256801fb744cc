/** The open list of mail domains that prove no company: everybody reads it, the operator edits it (rule B13). */
import type { Work } from '../../../platform/work.ts';
import { asciiDomain } from '../../../programme/mail-domains.ts';
import { rules } from '../../../programme/rules/index.ts';
import type { EnrolmentEvents } from '../events.ts';
import { enrolmentFault } from '../faults.ts';
import { deleteMailDomain, insertMailDomain, selectMailDomains, type ListedMailDomain } from '../store/mail-domains.ts';

export function refusedMailDomains(work: Work): Promise<ListedMailDomain[]> {
  return selectMailDomains(work);
}

/** Adds a domain, or a family such as `yahoo`. Faults: MailDomainMalformed, MailDomainKnown. System only. */
export async function refuseMailDomain(
  work: Work,
  { domain: given, family }: { readonly domain: string; readonly family: boolean },
): Promise<ListedMailDomain> {
  const domain = family ? given.trim().toLowerCase() : asciiDomain(given);
  const fits = family ? /^[a-z0-9][a-z0-9-]{0,62}$/.test(domain) : /^[^.]+(\.[^.]+)+$/.test(domain);
  if (!fits) {
    const message = family
      ? 'A family is one word such as yahoo. Leave out what stands behind the point.'
      : 'This is not a domain such as gmail.com.';
    throw enrolmentFault('MailDomainMalformed', message, { target: 'domain' });
  }
  if (!(await insertMailDomain(work, domain, family))) {
    throw enrolmentFault('MailDomainKnown', `${domain} is on the list already.`, { target: 'domain', rule: rules.B13 });
  }
  const newValue: EnrolmentEvents['MailDomainRefused'] = { domain, family };
  work.publish({ name: 'MailDomainRefused', aggregateType: 'mail-domain', aggregateId: domain, newValue });
  return { domain, family, addedAt: work.now };
}

/** Takes a domain off the list. Faults: MailDomainUnknown. System only. */
export async function allowMailDomain(work: Work, domain: string): Promise<void> {
  if (!(await deleteMailDomain(work, domain.toLowerCase()))) {
    throw enrolmentFault('MailDomainUnknown', `${domain} is not on the list.`);
  }
  const newValue: EnrolmentEvents['MailDomainAllowed'] = { domain };
  work.publish({ name: 'MailDomainAllowed', aggregateType: 'mail-domain', aggregateId: domain, newValue });
}
