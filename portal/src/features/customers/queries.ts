/** Customers and their agreements over Partner Center v1. */
import {
  agreement,
  agreementDocument,
  agreementMetadataList,
  agreements,
  countryInformation,
  customer,
  customers,
  type AgreementRequest,
  type CustomerRequest,
} from '@comptoir/contracts/partner-center/customers';
import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import { customerRows, customerSorts } from '@comptoir/contracts/comptoir/customers';
import { ask, download } from '../../api/client.ts';

const root = '/v1/customers';
export const customerPath = (customerId: string) => `${root}/${encodeURIComponent(customerId)}`;

const pageSize = 50;

/** Customers by name; `search` is what the company's name starts with. */
export const customersQuery = (search: string) =>
  infiniteQueryOptions({
    queryKey: ['customers', 'list', search],
    initialPageParam: '',
    queryFn: ({ pageParam }) =>
      ask(root, customers, {
        query: {
          size: pageSize,
          filter: search ? JSON.stringify({ Field: 'CompanyName', Value: search, Operator: 'starts_with' }) : undefined,
          seekOperation: pageParam ? 'Next' : undefined,
        },
        ...(pageParam ? { headers: { 'MS-ContinuationToken': pageParam } } : {}),
      }),
    getNextPageParam: (page) =>
      page.links?.next?.headers.find(({ key }) => key.toLowerCase() === 'ms-continuationtoken')?.value,
  });

/** A page of the customers that hold all the words in name, domain or id, in the order of a list's address (`-name`). */
export const customerListQuery = (search: string, sort: string | undefined) =>
  infiniteQueryOptions({
    queryKey: ['customers', 'found', search, sort],
    initialPageParam: '',
    queryFn: ({ pageParam }) =>
      ask('/comptoir/v1/customers', customerRows, {
        query: { size: pageSize, search: search || undefined, sort, after: pageParam || undefined },
      }),
    getNextPageParam: (page) => page.next,
  });

export const customerSortIds: readonly string[] = customerSorts;

/** The file of all of them, as the reader's Excel opens it. */
export function exportCustomers(search: string, sort: string | undefined, fileName: string) {
  const query = new URLSearchParams({ format: 'excel', search, ...(sort ? { sort } : {}) });
  return download(`/comptoir/v1/customers/export?${query.toString()}`, fileName, 'text/csv');
}

export const customerQuery = (customerId: string) =>
  queryOptions({ queryKey: ['customers', customerId], queryFn: () => ask(customerPath(customerId), customer) });

export function createCustomer(body: CustomerRequest) {
  return ask(root, customer, { method: 'POST', body });
}

export const countryQuery = (country: string) =>
  queryOptions({
    queryKey: ['country', country],
    queryFn: () => ask(`/v1/countryvalidationrules/${encodeURIComponent(country)}`, countryInformation),
    staleTime: Number.POSITIVE_INFINITY,
    enabled: country !== '',
  });

/** Everything the customer has been attested to have accepted. */
export const agreementsQuery = (customerId: string) =>
  queryOptions({
    queryKey: ['customers', customerId, 'agreements'],
    queryFn: () => ask(`${customerPath(customerId)}/agreements`, agreements, { query: { agreementType: '*' } }),
  });

export const agreementTemplatesQuery = queryOptions({
  queryKey: ['agreements'],
  queryFn: () => ask('/v1/agreements', agreementMetadataList, { query: { agreementType: '*' } }),
});

export function attestAgreement(customerId: string, body: AgreementRequest) {
  return ask(`${customerPath(customerId)}/agreements`, agreement, { method: 'POST', body });
}

/** Where the text of an agreement can be read for the next five minutes. */
export function agreementText(templateId: string, culture: string, country: string) {
  return ask(`/v1/agreementtemplates/${encodeURIComponent(templateId)}/document`, agreementDocument, {
    query: { language: culture, country },
  });
}
