/** Partners and customers for tests, made by the use cases that make the real ones. */
import { addressFormat } from '../src/programme/address-formats.ts';
import type { Actor, TenantPart } from '../src/kernel/index.ts';
import { createTenant } from '../src/modules/identity/index.ts';
import {
  createPartnerAccount,
  partnerAccountOf,
  type NewPartnerAccount,
  type PartnerAccount,
} from '../src/modules/partners/index.ts';
import { connectPartners } from '../src/modules/partnerships/index.ts';
import type { OnboardingRequest } from '../src/modules/relationships/index.ts';
import type { Work } from '../src/platform/work.ts';
import { firstPassword } from './passwords.ts';

let count = 0;

export interface PartnerWishes extends Partial<NewPartnerAccount> {
  /** The partner agreement; true when absent. */
  readonly signed?: boolean;
}

/** A tenant with a partner account: an active direct partner in France that signed, unless told otherwise. System only. */
export async function makePartner(
  work: Work,
  { signed = true, ...wishes }: PartnerWishes = {},
): Promise<PartnerAccount> {
  count += 1;
  const { kind = 'direct', country = 'FR', name = `Partner ${count}` } = wishes;
  const part: TenantPart = kind;
  const tenant = await createTenant(work, {
    ...(wishes.tenantId ? { id: wishes.tenantId } : {}),
    name,
    domain: `partner${count}-${process.pid}.example`,
    country,
    parts: [part],
  });
  return createPartnerAccount(work, {
    ...(signed ? { agreementSignedAt: work.now } : {}),
    mpnId: String(1_000_000 + count),
    ...wishes,
    tenantId: tenant.id,
    name,
    kind,
    country,
  });
}

/** Provider and reseller are partners, as after an accepted invitation. */
export async function connect(
  works: { asSystem<Result>(body: (work: Work) => Promise<Result>): Promise<Result> },
  provider: Actor,
  reseller: Actor,
): Promise<void> {
  await works.asSystem(async (work) => {
    const [seller, named] = [
      await partnerAccountOf(work, provider.tenantId),
      await partnerAccountOf(work, reseller.tenantId),
    ];
    await connectPartners(work.inNameOf(reseller), seller, named);
  });
}

/** One that fits the country; empty where there are none. */
export function postalCodeIn(country: string): string {
  return country === 'FR' ? '29200' : (addressFormat(country).postalCode?.example ?? '');
}

/** A French company whose domain nobody else has. */
export function newCompany(companyName = 'Librairie du Port', country = 'FR'): OnboardingRequest {
  count += 1;
  return {
    domain: `company${count}.onmicrosoft.com`,
    password: firstPassword,
    billingProfile: {
      email: `contact@company${count}.example`,
      culture: 'fr-FR',
      language: 'fr',
      companyName,
      defaultAddress: { country, city: 'Brest', addressLine1: '1 quai du Port', postalCode: postalCodeIn(country) },
    },
  };
}
