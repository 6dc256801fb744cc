/**
 * Customers a private plan is for, changed in the draft, in preview and live at once, without a publication by hand
 * (wire contract `saas-fulfillment.md` section 7). What is live changes by a next version: versions never do.
 */
import type { Work } from '../../../platform/work.ts';
import type { OfferDocument, Plan } from '../domain/document.ts';
import * as store from '../store/offers.ts';
import { previewDocumentOf, rewritePreview } from '../store/submissions.ts';
import { publisherOffer, readOffer, saveDraft, type OfferDetail } from './drafts.ts';
import { publishDocument, type PublicationRules } from './publish.ts';

type Tenants = NonNullable<Plan['privateAudience']>;

/**
 * Removes and adds tenants of one plan, wherever the plan is private; nothing happens where nothing differs. Faults:
 * OfferUnknown, OfferNotReady when what is live could not be published as it is.
 */
export async function syncPrivateAudience(
  work: Work,
  input: {
    readonly offerId: string;
    readonly planId: string;
    readonly add: Tenants;
    readonly remove: readonly string[];
  },
  rules: PublicationRules,
): Promise<OfferDetail> {
  const { offerId } = input;
  await store.lockDraft(work, work.account, offerId);
  const row = await publisherOffer(work, offerId);
  const { document: draft, live } = await readOffer(work, offerId);
  const changed = withTenants(draft, input);
  if (changed) await saveDraft(work, { offerId, revision: row.revision, document: changed });
  const preview = await previewDocumentOf(work, offerId);
  const changedPreview = preview && withTenants(preview, input);
  if (changedPreview) await rewritePreview(work, offerId, changedPreview);
  const version = live && (await store.versionByNumber(work, offerId, live.number));
  const changedLive = version && withTenants(version.document, input);
  if (changedLive && row.state === 'live') {
    const { liveAudience } = await readOffer(work, offerId);
    const audience = liveAudience ?? changedLive.audience;
    const { option, partnerTenantIds } = audience;
    await publishDocument(work, row, { ...changedLive, audience: { option, partnerTenantIds } }, rules);
  }
  return readOffer(work, offerId);
}

/** The document with the plan's tenants changed; undefined when it has no such private plan, or nothing differs. */
function withTenants(
  document: OfferDocument,
  { planId, add, remove }: { readonly planId: string; readonly add: Tenants; readonly remove: readonly string[] },
): OfferDocument | undefined {
  const plan = document.plans.find((one) => one.planId === planId && one.private);
  if (!plan) return undefined;
  const before = plan.privateAudience ?? [];
  const gone = new Set(remove);
  const kept = before.filter(({ tenantId }) => !gone.has(tenantId));
  const known = new Set(kept.map(({ tenantId }) => tenantId));
  const privateAudience = [...kept, ...add.filter(({ tenantId }) => !known.has(tenantId))];
  if (privateAudience.length === before.length && kept.length === before.length) return undefined;
  return { ...document, plans: document.plans.map((one) => (one === plan ? { ...plan, privateAudience } : one)) };
}
