/** Partnerships of the demo world, an open invitation, and the directory of providers. */
import { partnerAccountOf } from '../modules/partners/index.ts';
import { changeOwnEntry, connectPartners, inviteReseller } from '../modules/partnerships/index.ts';
import type { Work } from '../platform/work.ts';

interface Partners {
  /** In the name of each. */
  readonly delta: Work;
  readonly boreal: Work;
  readonly havre: Work;
  /** Scheme, host and port of the portal. */
  readonly portal: string;
}

/** Delta sells through Boréal; another provider has invited Boréal, which has not answered. */
export async function makePartnerships({ delta, boreal, havre, portal }: Partners): Promise<void> {
  const provider = await partnerAccountOf(boreal, delta.account);
  await connectPartners(boreal, provider, await partnerAccountOf(boreal, boreal.account));
  await makeDirectory(delta, havre);
  await inviteReseller(havre, { email: 'rose@boreal-conseil.example', language: 'fr', portal });
}

/** A provider of whom nobody signs in. */
export function sellerOf(work: Work, tenantId: string): Work {
  return work.inNameOf({
    kind: 'user',
    tenantId,
    name: 'ventes@havre.example',
    parts: new Set(['provider']),
    roles: new Set(['sales_agent']),
  });
}

/** What two providers tell resellers of themselves. */
async function makeDirectory(delta: Work, havre: Work): Promise<void> {
  await changeOwnEntry(delta, {
    description: 'Distribution for resellers across Europe: hotline, workshops, one invoice a month.',
    services: ['training', 'technical', 'billing', 'support'],
    email: 'resellers@delta-distribution.example',
    phone: '+31 30 555 01 04',
    website: 'https://delta-distribution.example',
    version: 0,
  });
  await changeOwnEntry(havre, {
    description: 'Un interlocuteur en France\u00a0: campagnes clés en main et paiement à 60 jours pour les revendeurs.',
    services: ['marketing', 'credit', 'billing'],
    email: 'revendeurs@havre.example',
    phone: '+33 2 35 55 01 11',
    website: 'https://havre.example',
    version: 0,
  });
}
