/** The list of a partner's customers, as Partner Center pages it and as people search it. */
import {
  decodeCursor,
  defaultPageSize,
  encodeCursor,
  Fault,
  isGuid,
  maxPageSize,
  type Page,
} from '../../../kernel/index.ts';
import type { CountedPage } from '../../../platform/listing.ts';
import {
  selectCustomers,
  selectCustomersCounted,
  type CustomerRequest,
  type ListedCustomer,
  type Statements,
} from '../store/customer-list.ts';

export interface CustomerPrefixRequest {
  readonly partnerTenantId: string;
  /** Left out: that of the page before, or the usual one. */
  readonly size?: number;
  readonly namePrefix?: string;
  readonly domainPrefix?: string;
  /** Tenant ids: customers shared with this reseller, or this provider. */
  readonly reseller?: string;
  readonly provider?: string;
  /** Cursor of an earlier page. It knows size and filter of its list: SDKs that seek send neither again. */
  readonly after?: string;
}

/** A partner's customers by name. Faults: InvalidInput for a cursor of another list. */
export async function listCustomers(work: Statements, request: CustomerPrefixRequest): Promise<Page<ListedCustomer>> {
  const { partnerTenantId } = request;
  const before = request.after === undefined ? undefined : pageBefore(request.after, request);
  const size = request.size ?? before?.size ?? defaultPageSize;
  const namePrefix = before?.namePrefix ?? request.namePrefix ?? '';
  const domainPrefix = before?.domainPrefix ?? request.domainPrefix ?? '';
  const shared = before?.shared ?? sharedOf(request);
  const { items, next } = await selectCustomers(work, partnerTenantId, {
    sort: 'name',
    descending: false,
    search: '',
    filters: { namePrefix: namePrefix || undefined, domainPrefix: domainPrefix || undefined, ...filterOf(shared) },
    size,
    after: before?.position,
  });
  if (next === undefined) return { items };
  return { items, next: encodeCursor([partnerTenantId, namePrefix, domainPrefix, shared, String(size), next]) };
}

/** With whom the customers are shared, as a cursor keeps it: `reseller …`, `provider …`, or nothing. */
const sharedOf = ({ reseller, provider }: CustomerPrefixRequest) =>
  reseller ? `reseller ${reseller}` : provider ? `provider ${provider}` : '';

function filterOf(shared: string): { reseller?: string; provider?: string } {
  const [tier = '', tenantId = ''] = shared.split(' ');
  return shared === '' || !isGuid(tenantId)
    ? {}
    : tier === 'reseller'
      ? { reseller: tenantId }
      : { provider: tenantId };
}

/** A partner's customers as people look for them: any word of name, domain or id. Faults: InvalidInput for a foreign position. */
export function searchCustomers(
  work: Statements,
  partnerTenantId: string,
  request: CustomerRequest,
): Promise<CountedPage<ListedCustomer>> {
  return selectCustomersCounted(work, partnerTenantId, request);
}

interface PageBefore {
  readonly namePrefix: string;
  readonly domainPrefix: string;
  readonly shared: string;
  readonly size: number;
  /** Where it ended. */
  readonly position: string;
}

/** What a cursor says, if it is one of this caller's lists and of the filter that was sent again, if any was. */
function pageBefore(cursor: string, request: CustomerPrefixRequest): PageBefore {
  const parts = decodeCursor(cursor) ?? [];
  const [partnerTenantId, namePrefix = '', domainPrefix = '', shared = '', sizeText = '', position = ''] = parts;
  const asked = sharedOf(request);
  const size = Number(sizeText);
  const belongs =
    parts.length === 6 &&
    partnerTenantId === request.partnerTenantId &&
    namePrefix === (request.namePrefix ?? namePrefix) &&
    domainPrefix === (request.domainPrefix ?? domainPrefix) &&
    shared === (asked || shared) &&
    Number.isInteger(size) &&
    size >= 1 &&
    size <= maxPageSize;
  if (!belongs) {
    throw new Fault('InvalidInput', 'invalid', {
      message:
        'The continuation token does not belong to this list. Send back the token of its last page, with the same filter.',
      target: 'MS-ContinuationToken',
    });
  }
  return { namePrefix, domainPrefix, shared, size, position };
}
