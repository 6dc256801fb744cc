/** The operator's side of enrolment. */
import {
  deskCounts,
  deskDetail,
  deskEnrolmentList,
  mailDomain,
  mailDomains,
  nomination,
  nominationList,
  type rejectEnrolment,
} from '@comptoir/contracts/comptoir/vetting';
import { queryOptions } from '@tanstack/react-query';
import type { z } from 'zod';
import { ask, askRaw, download } from '../../api/client.ts';

const root = '/comptoir/v1/operator';

export const vettingSource = { path: `${root}/enrolments`, list: deskEnrolmentList, key: ['vetting', 'list'] };
export const nominationSource = { path: `${root}/nominations`, list: nominationList, key: ['nominations'] };

const caseAt = (tenantId: string, kind: string) =>
  `${root}/enrolments/${encodeURIComponent(tenantId)}/${encodeURIComponent(kind)}`;

export const countsQuery = queryOptions({
  queryKey: ['vetting', 'counts'],
  queryFn: () => ask(`${root}/enrolments/counts`, deskCounts),
});

export const caseQuery = (tenantId: string, kind: string) =>
  queryOptions({
    queryKey: ['vetting', tenantId, kind],
    queryFn: () => ask(caseAt(tenantId, kind), deskDetail),
  });

interface Named {
  readonly tenantId: string;
  readonly kind: string;
}

export const decideCheck = ({ tenantId, kind, check, body }: Named & { check: string; body: unknown }) =>
  ask(`${caseAt(tenantId, kind)}/checks/${check}`, deskDetail, { method: 'POST', body });

export const approve = ({ tenantId, kind, revision }: Named & { readonly revision: number }) =>
  ask(`${caseAt(tenantId, kind)}/approve`, deskDetail, { method: 'POST', body: { revision } });

export const reject = ({ tenantId, kind }: Named, body: z.output<typeof rejectEnrolment>) =>
  ask(`${caseAt(tenantId, kind)}/reject`, deskDetail, { method: 'POST', body });

export const downloadDocument = ({ tenantId, kind }: Named, id: string, fileName: string) =>
  download(`${caseAt(tenantId, kind)}/documents/${encodeURIComponent(id)}`, fileName, '*/*');

export const nominate = (body: { readonly domain: string; readonly note: string }) =>
  ask(`${root}/nominations`, nomination, { method: 'POST', body });

export const withdrawNomination = (tenantId: string) =>
  ask(`${root}/nominations/${encodeURIComponent(tenantId)}/withdraw`, nomination, { method: 'POST' });

export const mailDomainsQuery = queryOptions({
  queryKey: ['mail-domains'],
  queryFn: () => ask(`${root}/mail-domains`, mailDomains),
});

export const refuseMailDomain = (body: { readonly domain: string; readonly family: boolean }) =>
  ask(`${root}/mail-domains`, mailDomain, { method: 'POST', body });

export const allowMailDomain = (domain: string) =>
  askRaw(`${root}/mail-domains/${encodeURIComponent(domain)}`, { method: 'DELETE' });
