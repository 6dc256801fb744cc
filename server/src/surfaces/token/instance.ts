/** Instance discovery: how MSAL and ADAL check that an authority is one. Here exactly one is: ourselves. */
import { Fault } from '../../kernel/index.ts';

export function instanceDiscovery(origin: string, query: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const given = query['authorization_endpoint'];
  const endpoint = typeof given === 'string' ? URL.parse(given) : null;
  if (!endpoint || endpoint.origin.toLowerCase() !== origin.toLowerCase()) {
    throw new Fault('InvalidInput', 'invalid', {
      message: `The authority of the parameter 'authorization_endpoint' is not known here; ours is ${origin}.`,
    });
  }
  const tenant = endpoint.pathname.split('/')[1] || 'common';
  return {
    tenant_discovery_endpoint: `${origin}/${tenant}/v2.0/.well-known/openid-configuration`,
    'api-version': '1.1',
    metadata: [{ preferred_network: endpoint.host, preferred_cache: endpoint.host, aliases: [endpoint.host] }],
  };
}
