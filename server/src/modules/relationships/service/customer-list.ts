/** The list of a partner's customers, as Partner Center pages it and as people search it. */
import { decodeCursor, defaultPageSize, encodeCursor, Fault, maxPageSize, type Page } from '../../../kernel/index.ts';
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
  const { items, next } = await selectCustomers(work, partnerTenantId, {
    sort: 'name',
    descending: false,
    search: '',
    filters: { namePrefix: namePrefix || undefined, domainPrefix: domainPrefix || undefined },
    size,
    after: before?.position,
  });
  if (next === undefined) return { items };
  return { items, next: encodeCursor([partnerTenantId, namePrefix, domainPrefix, String(size), next]) };
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
  readonly size: number;
  /** Where it ended. */
  readonly position: string;
}

/** What a cursor says, if it is one of this caller's lists and of the filter that was sent again, if any was. */
function pageBefore(cursor: string, request: CustomerPrefixRequest): PageBefore {
  const parts = decodeCursor(cursor) ?? [];
  const [partnerTenantId, namePrefix = '', domainPrefix = '', sizeText = '', position = ''] = parts;
  const size = Number(sizeText);
  const belongs =
    parts.length === 5 &&
    partnerTenantId === request.partnerTenantId &&
    namePrefix === (request.namePrefix ?? namePrefix) &&
    domainPrefix === (request.domainPrefix ?? domainPrefix) &&
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
  return { namePrefix, domainPrefix, size, position };
}
