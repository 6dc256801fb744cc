/** The stand-in ISV's calls to the marketplace: its own token, then the SaaS fulfillment API, over HTTP. */
import {
  apiVersion,
  availablePlans,
  resolvedSubscription,
  saasOperation,
  saasOperations,
  type ResolvedSubscription,
  type SaasOperation,
} from '@comptoir/contracts/saas-fulfillment';
import { systemActor } from '../../kernel/index.ts';
import { secretOf, type WorldTables } from '../../demo/index.ts';
import type { Context } from '../../platform/context.ts';
import type { Work } from '../../platform/work.ts';

export type Called<Value> =
  | { readonly ok: true; readonly value: Value }
  | { readonly ok: false; readonly status: number; readonly message: string };

const marketplaceResource = '20e940b3-4c77-4b0b-9a53-9e16a1b010a7';

export interface IsvClient {
  resolve(token: string): Promise<Called<ResolvedSubscription>>;
  /** What buyers know the plan by. */
  planName(subscriptionId: string, planId: string): Promise<string | undefined>;
  activate(subscriptionId: string, planId: string): Promise<Called<undefined>>;
  /** What waits for its word. */
  waiting(subscriptionId: string): Promise<readonly SaasOperation[]>;
  /** Whether there is such an operation, and it waits. */
  inProgress(subscriptionId: string, operationId: string): Promise<boolean>;
  answer(subscriptionId: string, operationId: string, status: 'Success' | 'Failure'): Promise<void>;
}

export function isvClient(context: Context, applicationId: string): IsvClient {
  const call = async (path: string, init: RequestInit): Promise<Called<Response>> => {
    const token = await accessToken(context, applicationId);
    if (!token) return { ok: false, status: 404, message: 'This stand-in ISV knows no such application.' };
    const headers = { ...(init.headers as Record<string, string>), authorization: `Bearer ${token}` };
    const response = await fetch(`${context.origin()}/api/saas/subscriptions${path}?api-version=${apiVersion}`, {
      ...init,
      headers,
    });
    if (response.ok) return { ok: true, value: response };
    const body = (await response.json().catch(() => ({}))) as { message?: string };
    return { ok: false, status: response.status, message: body.message ?? response.statusText };
  };
  return {
    async resolve(token) {
      const answer = await call('/resolve', {
        method: 'POST',
        headers: token ? { 'x-ms-marketplace-token': encodeURIComponent(token.toWellFormed()) } : {},
      });
      return answer.ok ? { ok: true, value: resolvedSubscription.parse(await answer.value.json()) } : answer;
    },
    async planName(subscriptionId, planId) {
      const answer = await call(`/${subscriptionId}/listAvailablePlans`, {});
      if (!answer.ok) return undefined;
      const { plans } = availablePlans.parse(await answer.value.json());
      return plans.find((plan) => plan.planId === planId)?.displayName;
    },
    async activate(subscriptionId, planId) {
      const answer = await call(`/${subscriptionId}/activate`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ planId }),
      });
      return answer.ok ? { ok: true, value: undefined } : answer;
    },
    async waiting(subscriptionId) {
      const answer = await call(`/${subscriptionId}/operations`, {});
      return answer.ok ? saasOperations.parse(await answer.value.json()).operations : [];
    },
    async inProgress(subscriptionId, operationId) {
      const answer = await call(`/${subscriptionId}/operations/${operationId}`, {});
      return answer.ok && saasOperation.parse(await answer.value.json()).status === 'InProgress';
    },
    async answer(subscriptionId, operationId, status) {
      await call(`/${subscriptionId}/operations/${operationId}`, {
        method: 'PATCH',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ status }),
      });
    },
  };
}

async function accessToken(context: Context, applicationId: string): Promise<string | undefined> {
  const known = await context.runner.run({ actor: systemActor, system: true }, (work: Work<WorldTables>) =>
    secretOf(work, applicationId),
  );
  if (!known) return undefined;
  const form = new URLSearchParams({
    grant_type: 'client_credentials',
    client_id: applicationId,
    client_secret: known.clientSecret,
    resource: marketplaceResource,
  });
  const response = await fetch(`${context.origin()}/${known.tenantId}/oauth2/token`, { method: 'POST', body: form });
  if (!response.ok) throw new Error(`the token service answered ${response.status} to the stand-in ISV`);
  return ((await response.json()) as { access_token: string }).access_token;
}
