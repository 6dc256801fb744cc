/** Workspaces a person has, by the parts of the tenant and the permissions of the person, and the menu of each. */
import type { Me } from '@comptoir/contracts/comptoir/account';
import { paths } from '../../paths.ts';
import type { TextId } from '../../ui/text.tsx';

export interface MenuEntry {
  readonly label: TextId;
  readonly to: string;
  /** Second level; an entry with children has no page of its own. */
  readonly children?: readonly MenuEntry[];
}

export interface Workspace {
  readonly id: 'publisher' | 'partner' | 'operator';
  readonly label: TextId;
  readonly home: string;
  readonly menu: readonly MenuEntry[];
}

const publisher: Workspace = {
  id: 'publisher',
  label: 'workspace.publisher',
  home: paths.offers,
  menu: [
    { label: 'menu.offers', to: paths.offers },
    { label: 'menu.privateOffers', to: paths.privateOffers },
    { label: 'menu.serviceNotices', to: paths.publisherNotices },
    { label: 'menu.support', to: paths.support },
  ],
};

const partner: Workspace = {
  id: 'partner',
  label: 'workspace.partner',
  home: paths.customers,
  menu: [
    { label: 'menu.customers', to: paths.customers },
    { label: 'menu.marketplace', to: paths.marketplace },
    {
      label: 'menu.pricing',
      to: paths.margins,
      children: [{ label: 'menu.margins', to: paths.margins }],
    },
    {
      label: 'menu.billing',
      to: paths.invoices,
      children: [
        { label: 'menu.invoices', to: paths.invoices },
        { label: 'menu.prices', to: paths.prices },
        { label: 'menu.customerInvoices', to: paths.customerInvoices },
        { label: 'menu.proof', to: paths.proof },
      ],
    },
    { label: 'menu.serviceNotices', to: paths.partnerNotices },
  ],
};

const operator = (sandbox: boolean): Workspace => ({
  id: 'operator',
  label: 'workspace.operator',
  home: sandbox ? paths.clock : paths.jobs,
  menu: [
    { label: 'menu.requests', to: paths.requests },
    ...(sandbox ? [{ label: 'menu.clock', to: paths.clock } as const] : []),
    { label: 'menu.jobs', to: paths.jobs },
    sandbox ? { label: 'menu.mailbox', to: paths.mailbox } : { label: 'menu.mails', to: paths.mails },
  ],
});

const sellerParts = new Set<string>(['direct', 'provider']);

export function workspacesOf(me: Me, sandbox: boolean): readonly Workspace[] {
  return [
    ...(me.permissions.includes('offers.manage') ? [publisher] : []),
    ...(me.parts.some((part) => sellerParts.has(part)) ? [partner] : []),
    ...(me.permissions.includes('programme.operate') ? [operator(sandbox)] : []),
  ];
}

export function workspaceAt(pathname: string, workspaces: readonly Workspace[]): Workspace | undefined {
  return workspaces.find((workspace) => pathname.startsWith(`/${workspace.id}/`)) ?? workspaces[0];
}
