/** docs/compatibility.md: routes of Microsoft's public APIs that are answered, with the section of the wire contract and the test that proves each. */
import type { DeclaredRoute } from '../../server/src/main.ts';
import { generated, pathOf, table } from './markdown.ts';
import { proofOf } from './proofs.ts';

/** First match counts: the part of a path, and the section that says how it answers. */
const partnerCenter: readonly (readonly [RegExp, string])[] = [
  [/auditrecords/, '9.3 Audit records'],
  [/^\/registration|^\/certificate$/, '9.4 Webhooks'],
  [/promotion|checkinventory/i, '3.1, 3.3 Stock, promotions'],
  [/\/offer(?:s|categories)(?:\/|$)/, '3.1, 3.3 Legacy offers'],
  [/^\/SelfServePolicy/, '2.9 Self-serve policies'],
  [/\/entitlements$|\/artifacts\/|\/orders\/:orderId\/attachment/, '4.1 Entitlements, papers of orders'],
  [/deviceBatches|DevicePolicyUpdates|batchJobStatus|\/policies/, '9.3 Devices (records only)'],
  [/serviceincidents/, '9.2 Service incidents'],
  [/^\/fraudEvents/, '9.5 Fraud events'],
  [/verifieddomain$/, '2.7 Address, domain and country validation'],
  [/^\/agreement(?:texts|documents)\//, '– (where the links of agreements lead)'],
  [/^\/agreements|\/agreements$|^\/agreementtemplates|\/directSigned/, '2.8 Agreements'],
  [/^\/(?:domains|validations|countryvalidationrules)\//, '2.7 Address, domain and country validation'],
  [/^\/margins(?:\/|$)/, '3.6 Margins'],
  [/^\/compliance\//, '2.6 Agreement status'],
  [/^\/profiles\/mpn$/, '2.6 MPN validation'],
  [/^\/profiles\//, '8.2 Partner profiles'],
  [/\/products(?:\/|$)/, '3.1, 3.3 Catalogue'],
  [/\/activationlinks$/, '4.5 Commercial-marketplace subscription'],
  [/\/checkout$/, '4.3 Checkout'],
  [/\/applicationconsents(?:\/|$)/, '1.2 Consents to control panel vendors'],
  [/\/carts(?:\/|$)/, '4.2 Cart'],
  [/\/orders(?:\/|$)/, '4.4 Order'],
  [/\/supportcontact$/, '5.5 Support contact'],
  [/\/transfers(?:eligibility)?(?:\/|$)/, '5.6 Transfers of billing ownership'],
  [
    /\/(?:conversions|upgrades|transitions|transitioneligibilities|registrations|registrationstatus|overage|azureEntitlements|migrations|customTermEndDates)(?:\/|$)/i,
    '5.1, 5.7 Conversions, upgrades, transitions, registration, overage, migrations',
  ],
  [/^\/productUpgrades(?:\/|$)/i, '5.8 Azure subscriptions to the Azure plan'],
  [/\/subscriptions(?:\/|$)/, '5.2 Subscription'],
  [/\/lineitems(?:\/|$)/, '6.3, 6.4 Line items'],
  [/^\/invoices(?:\/|$)/, '6.2 Invoice'],
  [/\/(?:qualifications?|validations|validationStatus)$/, '2.8 Qualifications, validation status'],
  [/\/(?:organization|customDomains)$/, '2.1 Customers'],
  [/^\/customers\/:customerId\/profiles\//, '2.2 Customer resource'],
  [
    /^\/relationships$|^\/customers\/:customerId\/relationships$|^\/sandboxIndirectReseller/i,
    '8.1 Partner relationships',
  ],
  [/^\/customers\/relationshiprequests$/, '2.5 Relationship requests and removal'],
  [/\/(?:directoryroles|managedservices)(?:\/|$)/, '8.4 Directory roles of a customer'],
  [/^\/customers\/:customerId\/(?:users(?:\/|$)|subscribedskus$)/, '8.3 Customer users'],
  [/^\/customers$|^\/customers\/:customerId$/, '2.3, 2.4 Create, get, list, filter'],
];

const saasFulfillment: readonly (readonly [RegExp, string])[] = [
  [/^\/api\/(?:batch)?usageEvents?$/, '6 Metering'],
  [/^\/resolve$/, '2, 3 Landing page, resolve'],
  [/^(?:\/|$)/, '3 Operations'],
];

const productIngestion: readonly (readonly [RegExp, string])[] = [
  [/^\/products\//, '7 Legacy API'],
  [/^\/configure/, '7 configure'],
  [/^\/submission/, '7 submission'],
  [/^\/resource-tree/, '7 resource-tree'],
  [/^\//, '7 Resources'],
];

const graph: readonly (readonly [RegExp, string])[] = [[/^\//, '8.5 Delegated administration']];

export function compatibilityPage(routes: readonly DeclaredRoute[]): string {
  return `# Compatibility

${generated}

Routes of Microsoft's public APIs that Comptoir implements today; all others answer 404. The sections are those of
the project's wire contracts, which were compiled from Microsoft's public documentation and the source code of its SDKs. Where these are silent or contradict each other,
[decision 0004](decisions/0004-partner-center-v1-answers.md) and the others in [decisions](decisions/README.md) record what was chosen.
The last column names the test that asks for the route and proves what it answers; besides, every route is walked without a token, as every part and role
([isolation](../server/test/isolation.test.ts)), with every parameter that names nothing ([parameters](../server/test/parameters.test.ts)) and with anything at all ([fuzz](../server/scenarios/fuzz.scenario.ts)).
"person" means that an application's own token is refused, as Partner Center does on its App+User routes.

One thing is different on purpose: passwords have 12 characters at least, so that the documentation's \`Password!1\` is refused with 400
([decision 0087](decisions/0087-what-is-sent-is-kept-or-refused.md)).

## Partner Center REST API v1

${section(routes, 'partner-center', /^(?:\/auditactivity|\/webhooks)?\/v1/, partnerCenter)}

## SaaS fulfillment API v2 and metering

\`api-version=2018-08-31\` is required.

${section(routes, 'saas-fulfillment', '/api/saas/subscriptions', saasFulfillment)}

## Product ingestion API on the Graph paths

\`$version\` is required: the newest schema that the client understands. Which resources are accepted, what is stored of them and what is refused as
\`notSupported\`: [decision 0017](decisions/0017-product-ingestion.md).

${section(routes, 'product-ingestion', /^\/rp\/product-ingestion|^\/v1\.0\/ingestion/, productIngestion)}

## Microsoft Graph: delegated administration

What the states are here, and what differs: [decision 0069](decisions/0069-delegated-administration.md).

${section(routes, 'graph', /^\/(?:v1\.0|beta)\/tenantRelationships/, graph)}

## Token service

The token, authorize and device code endpoints of both versions, discovery and keys answer below \`/{tenant}\`; see [permissions](permissions.md#token-service)
for the list and [decision 0002](decisions/0002-token-service.md) for what they guarantee. The unmodified npm packages \`@azure/msal-node\` and \`adal-node\`
are run against them in the tests.
`;
}

function section(
  routes: readonly DeclaredRoute[],
  surface: string,
  prefix: string | RegExp,
  sections: readonly (readonly [RegExp, string])[],
): string {
  const rows = routes
    .filter((route) => route.surface === surface)
    .map(({ method, url, access }) => {
      const found = sections.find(([pattern]) => pattern.test(url.replace(prefix, '')));
      if (!found)
        throw new Error(`${method} ${url} belongs to no section yet: add one in scripts/docs/compatibility.ts`);
      const proof = proofOf({ surface, method, url, access });
      const link = proof === undefined ? '–' : `[${proof.split('/').at(-1)}](../${proof})`;
      return [method, `\`${pathOf(url)}\``, found[1], access.userOnly ? 'person' : '', link];
    });
  return table(['method', 'route', 'section of the contract', 'token', 'test'], rows);
}
