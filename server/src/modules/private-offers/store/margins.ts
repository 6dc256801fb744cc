/** SQL of margins and their use. The first argument is the open work. */
import type { Work } from '../../../platform/work.ts';
import type { Margin } from '../domain/margin.ts';

/** Only statements: works of any module may call. */
export type Statements = Pick<Work, 'prepared'>;

export const marginColumns = `m.partner_tenant_id as "partnerTenantId", m.id, m.private_offer_id as "privateOfferId",
  m.publisher_tenant_id as "publisherTenantId", m.offer_id as "offerId", m.product_id as "productId", m.plan_id as "planId",
  m.customer_tenant_ids as "customerTenantIds", m.percentage, m.starts_at as "startsAt", m.ends_at as "endsAt"`;

/** Every margin, past ones too, of these pairs of partner and product. One pair has a plan that is made once and kept. */
export async function candidateMargins(
  work: Statements,
  pairs: readonly { readonly partnerTenantId: string; readonly productId: string }[],
): Promise<Margin[]> {
  const [pair, ...others] = pairs;
  if (pair && others.length === 0) {
    const text = `select ${marginColumns} from margin m where m.partner_tenant_id = $1 and m.product_id = $2`;
    return work.prepared<Margin>('candidate-margins-of-one', text, [pair.partnerTenantId, pair.productId]);
  }
  return work.prepared<Margin>(
    'candidate-margins',
    `select ${marginColumns} from unnest($1::uuid[], $2::text[]) as wanted(partner, product)
     join margin m on m.partner_tenant_id = wanted.partner and m.product_id = wanted.product`,
    [pairs.map((pair) => pair.partnerTenantId), pairs.map((pair) => pair.productId)],
  );
}

/** Margins of a partner by their ids. */
export async function selectMargins(
  work: Statements,
  partnerTenantId: string,
  ids: readonly string[],
): Promise<Margin[]> {
  const text = `select ${marginColumns} from margin m where m.partner_tenant_id = $1 and m.id = any($2::uuid[])`;
  return work.prepared<Margin>('margins-by-id', text, [partnerTenantId, ids]);
}

/** A partner's margins in force, newest first, and how many there are. */
export async function marginsInForce(
  work: Work,
  partnerTenantId: string,
  slice: { readonly limit: number; readonly offset: number },
): Promise<{ margins: Margin[]; total: number }> {
  const where = 'm.partner_tenant_id = $1 and m.starts_at <= $2 and m.ends_at > $2';
  const margins = await work.prepared<Margin>(
    'margins-in-force',
    `select ${marginColumns} from margin m where ${where} order by m.starts_at desc, m.id limit $3 offset $4`,
    [partnerTenantId, work.now, slice.limit, slice.offset],
  );
  const text = `select count(*) as total from margin m where ${where}`;
  const [counted] = await work.prepared<{ total: number }>('count-margins', text, [partnerTenantId, work.now]);
  return { margins, total: counted!.total };
}

/** The margins of a private offer: what its partners are told. */
export async function marginsOfPrivateOffer(work: Statements, privateOfferId: string): Promise<Margin[]> {
  const text = `select ${marginColumns} from margin m where m.private_offer_id = $1 order by m.partner_tenant_id, m.id`;
  return work.prepared<Margin>('margins-of-private-offer', text, [privateOfferId]);
}

/** Writes them in one statement: a private offer has up to four thousand. */
export async function insertMargins(work: Statements, margins: readonly Margin[]): Promise<void> {
  const rows = margins.map((margin) => ({
    partner_tenant_id: margin.partnerTenantId,
    id: margin.id,
    private_offer_id: margin.privateOfferId,
    publisher_tenant_id: margin.publisherTenantId,
    offer_id: margin.offerId,
    product_id: margin.productId,
    plan_id: margin.planId,
    customer_tenant_ids: margin.customerTenantIds,
    percentage: margin.percentage,
    starts_at: margin.startsAt.toString(),
    ends_at: margin.endsAt.toString(),
  }));
  await work.prepared(
    'insert-margins',
    `insert into margin (partner_tenant_id, id, private_offer_id, publisher_tenant_id, offer_id, product_id, plan_id,
       customer_tenant_ids, percentage, starts_at, ends_at)
     select partner_tenant_id, id, private_offer_id, publisher_tenant_id, offer_id, product_id, plan_id,
       customer_tenant_ids, percentage, starts_at, ends_at
     from jsonb_to_recordset($1::jsonb) as m(partner_tenant_id uuid, id uuid, private_offer_id uuid,
       publisher_tenant_id uuid, offer_id uuid, product_id text, plan_id text, customer_tenant_ids uuid[],
       percentage numeric, starts_at timestamptz, ends_at timestamptz)`,
    [JSON.stringify(rows)],
  );
}

/** Takes the margins of a private offer away; undefined, and the transaction is lost, when something was sold with one. */
export async function deleteMargins(work: Statements, privateOfferId: string): Promise<number | undefined> {
  const text = 'delete from margin where private_offer_id = $1 returning 1';
  return unlessReferred(async () => (await work.prepared('delete-margins', text, [privateOfferId])).length);
}

export interface MarginUse {
  readonly margin: Margin;
  readonly subscriptionId: string;
}

/** Notes what was sold or billed with a margin; false, and the transaction is lost, when one of them is gone. */
export async function insertUses(work: Pick<Work, 'prepared' | 'now'>, uses: readonly MarginUse[]): Promise<boolean> {
  const written = await unlessReferred(() =>
    work.prepared(
      'insert-margin-uses',
      `insert into margin_use (partner_tenant_id, margin_id, subscription_id, publisher_tenant_id, first_used_at)
       select distinct partner, margin, subscription, publisher, $5::timestamptz
       from unnest($1::uuid[], $2::uuid[], $3::uuid[], $4::uuid[]) as u(partner, margin, subscription, publisher)
       on conflict do nothing`,
      [
        uses.map((use) => use.margin.partnerTenantId),
        uses.map((use) => use.margin.id),
        uses.map((use) => use.subscriptionId),
        uses.map((use) => use.margin.publisherTenantId),
        work.now,
      ],
    ),
  );
  return written !== undefined;
}

/** Partners that sold with a margin of a private offer. */
export async function partnersThatSold(work: Statements, privateOfferId: string): Promise<ReadonlySet<string>> {
  const rows = await work.prepared<{ id: string }>(
    'partners-that-sold',
    `select distinct m.partner_tenant_id as id from margin m
     join margin_use u on u.partner_tenant_id = m.partner_tenant_id and u.margin_id = m.id
     where m.private_offer_id = $1`,
    [privateOfferId],
  );
  return new Set(rows.map((row) => row.id));
}

const referred = '23503';

/** Undefined when the statement would part a use from its margin: the foreign key holds, whoever comes first. */
async function unlessReferred<Result>(statement: () => Promise<Result>): Promise<Result | undefined> {
  try {
    return await statement();
  } catch (error) {
    if ((error as { code?: string }).code === referred) return undefined;
    throw error;
  }
}
