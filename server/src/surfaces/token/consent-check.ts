/** Asks for an administrator's consent when another tenant's application has none, and says so where nobody can be asked. */
import type { KoaContextWithOIDC } from 'oidc-provider';
import { systemActor } from '../../kernel/index.ts';
import { consentOf } from '../../modules/identity/index.ts';
import type { Context } from '../../platform/context.ts';
import { errors, interactionPolicy } from './oidc.ts';
import { textOf } from './text-of.ts';

/** Carries `prompt=consent` (`yes`) and the way of `/adminconsent` (`admin`) through a sign-in. */
export const consentParameter = 'comptoir_consent';

/** No token without consent: told as 65001 (refusal.ts). */
export function consentMissing(): Error {
  return new errors.CustomOIDCProviderError('invalid_grant', 'the consent is missing');
}

/** After the sign-in: asked once in a visit where it was asked for, and wherever the consent does not stand. */
export function consentPrompt(context: Context) {
  const check = new interactionPolicy.Check(
    'consent_missing',
    'An administrator of the organisation has to consent to this application',
    'consent_required',
    (ctx) => isConsentDue(context, ctx),
  );
  return new interactionPolicy.Prompt({ name: 'consent' }, check);
}

async function isConsentDue(context: Context, ctx: KoaContextWithOIDC): Promise<boolean> {
  const { client, account, result, params } = ctx.oidc;
  if (!client || !account) return false;
  const asked = textOf(params?.[consentParameter]);
  const answered = result?.['consent'] !== undefined;
  if (asked === 'admin') return !answered;
  const owner = textOf(client['tenant_id']);
  const tenant = textOf(account['tenantId']);
  if (owner === '' || owner === tenant) return false;
  if (asked === 'yes' && !answered) return true;
  const consent = await context.runner.run({ actor: systemActor, system: true }, (work) =>
    consentOf(work, tenant, client.clientId.toLowerCase()),
  );
  return consent === undefined;
}
