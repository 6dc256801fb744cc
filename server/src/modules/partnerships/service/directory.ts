/** Use cases on the directory of indirect providers: everybody reads it, each provider writes its own entry. */
import { isMailAddress } from '../../../kernel/index.ts';
import { invalidInput } from '../../../platform/invalid-input.ts';
import type { CountedPage, ListRequest } from '../../../platform/listing.ts';
import type { Work } from '../../../platform/work.ts';
import { wasEverMarket } from '../../../programme/markets.ts';
import { partnerAccountOf } from '../../partners/index.ts';
import type { PartnershipEvents } from '../events.ts';
import { partnershipFault } from '../faults.ts';
import {
  selectCountries,
  selectEntry,
  selectProviders,
  writeEntry,
  type DirectoryEntry,
  type DirectorySort,
  type KeptEntry,
  type ListedProvider,
} from '../store/directory.ts';

/** Active indirect providers that signed. Faults: InvalidInput for a country that is none, or a foreign position. */
export async function providerDirectory(
  work: Pick<Work, 'prepared'>,
  wanted: ListRequest<DirectorySort>,
): Promise<CountedPage<ListedProvider>> {
  const country = wanted.filters?.['country'];
  if (typeof country === 'string' && !wasEverMarket(country)) {
    const message = `${country} is no country of the programme; GET /comptoir/v1/markets lists them`;
    throw invalidInput([{ path: 'country', code: 'unknown_country', message }]);
  }
  return selectProviders(work, wanted);
}

/** Countries that the directory has providers of, by code. */
export function providerCountries(work: Pick<Work, 'prepared'>): Promise<readonly string[]> {
  return selectCountries(work);
}

const empty: KeptEntry = { description: '', services: [], email: '', phone: '', website: '', version: 0 };

/** What the acting provider tells of itself. Faults: PartnerNotFound, NotAProvider. */
export async function ownEntry(work: Work): Promise<KeptEntry> {
  await requireProvider(work);
  return (await selectEntry(work, work.account)) ?? empty;
}

/** Faults: PartnerNotFound, NotAProvider, InvalidInput, DirectoryEntryChanged when it is not at that version. */
export async function changeOwnEntry(work: Work, { version, ...entry }: KeptEntry): Promise<KeptEntry> {
  await requireProvider(work);
  if (entry.email !== '' && !isMailAddress(entry.email)) {
    throw invalidInput([{ path: 'email', code: 'NotAnEmail', message: 'must be an address such as anna@contoso.com' }]);
  }
  if (entry.website !== '' && URL.parse(entry.website)?.protocol !== 'https:') {
    throw invalidInput([{ path: 'website', code: 'NotAnAddress', message: 'must be an https address' }]);
  }
  const oldValue: DirectoryEntry | undefined = await selectEntry(work, work.account);
  if (!(await writeEntry(work, entry, version))) {
    throw partnershipFault('DirectoryEntryChanged', 'Somebody else changed the entry. Read it again.');
  }
  const newValue: PartnershipEvents['DirectoryEntryChanged'] = entry;
  work.publish({
    name: 'DirectoryEntryChanged',
    aggregateType: 'company_profile',
    aggregateId: work.account,
    partnerTenantId: work.account,
    ...(oldValue ? { oldValue } : {}),
    newValue,
  });
  return { ...entry, version: version + 1 };
}

async function requireProvider(work: Work): Promise<void> {
  const { kind } = await partnerAccountOf(work, work.account);
  if (kind !== 'provider') throw partnershipFault('NotAProvider', 'The directory lists indirect providers only.');
}
