/** SQL on customer agreements and on the key that signs links to their texts. */
import type { Selectable } from 'kysely';
import type { Work } from '../../../platform/work.ts';
import { purchaseAgreement, type AgreementType } from '../domain/agreements.ts';
import type { Statements } from './customers.ts';
import type { CustomerAgreementTable, CustomerTables } from '../tables.ts';

export interface AgreementContact {
  readonly firstName: string;
  readonly lastName: string;
  readonly email: string;
  readonly phoneNumber?: string | undefined;
}

export interface CustomerAgreement {
  readonly id: string;
  readonly partnerTenantId: string;
  readonly customerTenantId: string;
  readonly templateId: string;
  readonly type: AgreementType;
  readonly primaryContact: AgreementContact;
  /** UTC day. */
  readonly dateAgreed: Temporal.PlainDate;
  /** User that confirmed. */
  readonly confirmedBy: string;
  readonly confirmedAt: Temporal.Instant;
}

/** False when the same contact was confirmed before. */
export async function insertAgreement(work: Work<CustomerTables>, agreement: CustomerAgreement): Promise<boolean> {
  const { primaryContact: contact } = agreement;
  const result = await work.db
    .insertInto('customer_agreement')
    .values({
      id: agreement.id,
      partner_tenant_id: agreement.partnerTenantId,
      customer_tenant_id: agreement.customerTenantId,
      template_id: agreement.templateId,
      agreement_type: agreement.type,
      first_name: contact.firstName,
      last_name: contact.lastName,
      email: contact.email,
      phone_number: contact.phoneNumber ?? null,
      date_agreed: agreement.dateAgreed,
      confirmed_by: agreement.confirmedBy,
      confirmed_at: agreement.confirmedAt,
    })
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst();
  return result.numInsertedOrUpdatedRows === 1n;
}

/** How often a partner confirmed an agreement for a customer. */
export async function countAgreements(
  work: Work<CustomerTables>,
  partnerTenantId: string,
  customerTenantId: string,
): Promise<number> {
  const { confirmed } = await work.db
    .selectFrom('customer_agreement')
    .select(({ fn }) => fn.countAll<string>().as('confirmed'))
    .where('partner_tenant_id', '=', partnerTenantId)
    .where('customer_tenant_id', '=', customerTenantId)
    .executeTakeFirstOrThrow();
  return Number(confirmed);
}

/** Newest first, all of them: confirming has the limit. */
export async function selectAgreements(
  work: Work<CustomerTables>,
  partnerTenantId: string,
  customerTenantId: string,
): Promise<CustomerAgreement[]> {
  const rows = await work.db
    .selectFrom('customer_agreement')
    .selectAll()
    .where('partner_tenant_id', '=', partnerTenantId)
    .where('customer_tenant_id', '=', customerTenantId)
    .orderBy('confirmed_at', 'desc')
    .orderBy('id', 'desc')
    .execute();
  return rows.map(fromRow);
}

/** The partner's own confirmation, or the customer's own acceptance, which holds for every partner (rule F6). */
export async function selectHasAgreement(work: Statements, partnerTenantId: string, customerTenantId: string) {
  const text = `select exists (select from customer_agreement where partner_tenant_id = $1 and customer_tenant_id = $2
      and agreement_type = $3)
    or exists (select from customer where tenant_id = $2 and direct_agreement_signed_at is not null) as found`;
  const values = [partnerTenantId, customerTenantId, purchaseAgreement];
  return (await work.prepared<{ found: boolean }>('has-agreement', text, values))[0]!.found;
}

export async function selectLinkKey(work: Statements): Promise<Buffer> {
  const [row] = await work.prepared<{ key: Buffer }>('agreement-link-key', 'select key from agreement_link_key', []);
  if (!row) throw new Error('the table agreement_link_key has lost its row; restore it from a backup');
  return row.key;
}

function fromRow(row: Selectable<CustomerAgreementTable>): CustomerAgreement {
  return {
    id: row.id,
    partnerTenantId: row.partner_tenant_id,
    customerTenantId: row.customer_tenant_id,
    templateId: row.template_id,
    type: row.agreement_type,
    primaryContact: {
      firstName: row.first_name,
      lastName: row.last_name,
      email: row.email,
      ...(row.phone_number === null ? {} : { phoneNumber: row.phone_number }),
    },
    dateAgreed: row.date_agreed,
    confirmedBy: row.confirmed_by,
    confirmedAt: row.confirmed_at,
  };
}
