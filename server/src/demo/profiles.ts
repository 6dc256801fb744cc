/** Profiles of the demo world's partners: a whole address, of which their accounts know a line. */
import { keepProfile } from '../modules/partners/index.ts';
import type { Work } from '../platform/work.ts';
import type { DemoTenant } from './people.ts';

/** What a partner that went through its enrolment has said of itself. */
export async function keepProfiles(work: Work, tenantId: string, demo: DemoTenant): Promise<void> {
  if (!demo.place) return;
  const { name: companyName, country, language } = demo;
  const said = { companyName, address: { country, ...demo.place } };
  await keepProfile(work, tenantId, 'legal', said);
  const spoken = { language, culture: `${language}-${country}` };
  await keepProfile(work, tenantId, 'organization', { ...said, ...spoken, email: `contact@${demo.domain}` });
}
