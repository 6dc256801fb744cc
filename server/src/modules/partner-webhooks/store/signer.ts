/** SQL of the key that signs what partners are sent. System only. */
import type { Work } from '../../../platform/work.ts';
import type { PartnerWebhookTables } from '../tables.ts';

type OwnWork = Work<PartnerWebhookTables>;

export interface SignerRow {
  readonly private_key: Buffer;
  /** PEM. */
  readonly certificate: string;
}

export async function selectSigner(work: OwnWork): Promise<SignerRow | undefined> {
  return work.db.selectFrom('partner_webhook_signer').select(['private_key', 'certificate']).executeTakeFirst();
}

/** Of two processes that begin at once, the second takes the key of the first. */
export async function insertSigner(work: OwnWork, row: SignerRow): Promise<void> {
  await work.db
    .insertInto('partner_webhook_signer')
    .values({ id: true, ...row, made_at: work.now })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}
