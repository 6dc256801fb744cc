/** Customers and their agreements over Partner Center v1. */
import {
  agreement,
  agreementDocument,
  agreementMetadataList,
  agreements,
  countryInformation,
  customer,
  type AgreementRequest,
  type CustomerRequest,
} from '@comptoir/contracts/partner-center/customers';
import { queryOptions } from '@tanstack/react-query';
import { customerList, type CustomerRow } from '@comptoir/contracts/comptoir/customers';
import { ask } from '../../api/client.ts';
import type { PickerSource } from '../../ui/picker.tsx';

const root = '/v1/customers';
export const customerPath = (customerId: string) => `${root}/${encodeURIComponent(customerId)}`;

export const customerSource = { path: '/comptoir/v1/customers', list: customerList, key: ['customers', 'found'] };

/** Customers to choose from, by any word of name, domain or id. */
export const customerChoices: PickerSource<CustomerRow> = {
  key: ['customers', 'found'],
  find: (search) => ask(customerSource.path, customerList.answer, { query: { search, size: choices } }),
  choiceOf: ({ tenantId, companyName, domain }) => ({ value: tenantId, label: companyName, hint: domain }),
};

/** As many as are looked at; the rest is found by typing. */
const choices = 20;

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
