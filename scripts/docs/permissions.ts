/** docs/permissions.md: who may call which route, from `config.access` of every route and from kernel/roles.ts. */
import { permissions, relations, roles, tenantParts, type PermissionRule } from '../../server/src/kernel/index.ts';
import type { DeclaredRoute } from '../../server/src/main.ts';
import { generated, pathOf, table } from './markdown.ts';

const titles: Readonly<Record<string, string>> = {
  system: 'System',
  token: 'Token service',
  comptoir: 'Comptoir’s own API',
  'partner-center': 'Partner Center v1',
  'saas-fulfillment': 'SaaS fulfillment v2',
  'product-ingestion': 'Product ingestion (Graph)',
  graph: 'Delegated administration (Graph)',
  sandbox: 'Sandbox (does not exist in production)',
  portal: 'Portal',
};

export function permissionsPage(routes: readonly DeclaredRoute[]): string {
  const surfaces = [...Map.groupBy(routes, (route) => route.surface)];
  return `# Permissions

${generated}

Every route declares the permission it needs; a route that declares none keeps the server from starting. A caller needs a part
and a role of the permission. An application with its own token holds every role of its tenant, except where the column
"token" says *person*. A permission reaches the rows of accounts to which the caller's tenant has one of its relations; all other rows appear not to exist. The use case ensures this, and PostgreSQL's row-level security ensures it again.

## What each permission needs

${table(['permission', 'the tenant is', 'the person is', 'it reaches', 'source'], Object.entries(permissions).map(permissionRow))}

| relation | the caller is, and reaches |
| --- | --- |
${Object.entries(relations)
  .map(([name, reached]) => `| \`${name}\` | ${reached} |`)
  .join('\n')}

${surfaces.map(([surface, own]) => surfaceText(surface, own)).join('\n\n')}
`;
}

function permissionRow([name, rule]: [string, PermissionRule]): string[] {
  const people = words(rule.roles, roles) || 'nobody: applications only';
  return [`\`${name}\``, words(rule.parts, tenantParts), people, rule.relations.join(', '), rule.source];
}

function words(some: readonly string[], all: readonly string[]): string {
  return some.length === all.length ? 'any' : some.join(', ');
}

function surfaceText(surface: string, routes: readonly DeclaredRoute[]): string {
  const heading = `## ${titles[surface] ?? surface}`;
  if (routes.every(({ access }) => access.permission === 'public')) {
    const list = [...Map.groupBy(routes, (route) => pathOf(route.url))].map(
      ([path, own]) => `- ${own.map((route) => route.method).join(', ')} \`${path}\``,
    );
    return `${heading}\n\nNo token is asked for.\n\n${list.join('\n')}`;
  }
  return `${heading}\n\n${table(['method', 'route', 'permission', 'token', 'parts', 'roles'], routes.map(routeRow))}`;
}

function routeRow({ method, url, access }: DeclaredRoute): string[] {
  const route = [method, `\`${pathOf(url)}\``];
  if (access.permission === 'public') return [...route, '–', 'none', '–', '–'];
  const { parts, roles: holders }: PermissionRule = permissions[access.permission];
  const token = access.userOnly ? 'person' : holders.length === 0 ? 'application' : 'person or application';
  return [
    ...route,
    `\`${access.permission}\``,
    token,
    words(parts, tenantParts),
    holders.length === 0 ? '–' : words(holders, roles),
  ];
}
