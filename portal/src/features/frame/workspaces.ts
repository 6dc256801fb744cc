/** Workspaces a person has, by the parts of the tenant and the permissions of the person, and the menu of each. */
import type { Me } from '@comptoir/contracts/comptoir/account';
import { paths } from '../../paths.ts';
import type { TextId } from '../../ui/text.tsx';

export interface MenuEntry {
  readonly label: TextId;
  readonly to: string;
  /** Permission that its page needs. */
  readonly needs: string;
}

export interface MenuGroup {
  readonly label: TextId;
  readonly children: readonly MenuEntry[];
}

export interface Workspace {
  readonly id: 'publisher' | 'partner' | 'customer' | 'operator' | 'settings';
  readonly label: TextId;
  readonly menu: readonly (MenuEntry | MenuGroup)[];
}

/** In the sandbox a publisher has its plans bought and follows the purchase to its site. */
const publisher = (sandbox: boolean): Workspace => ({
  id: 'publisher',
  label: 'workspace.publisher',
  menu: [
    { label: 'menu.offers', to: paths.offers, needs: 'offers.manage' },
    { label: 'menu.privateOffers', to: paths.privateOffers, needs: 'offers.manage' },
    { label: 'menu.usage', to: paths.usage, needs: 'offers.manage' },
    { label: 'menu.operations', to: paths.operations, needs: 'offers.manage' },
    ...(sandbox ? [{ label: 'menu.tryOut', to: paths.tryOut, needs: 'offers.manage' } as const] : []),
    { label: 'menu.serviceNotices', to: paths.publisherNotices, needs: 'offers.manage' },
    { label: 'menu.support', to: paths.support, needs: 'offers.manage' },
  ],
});

const customers: MenuEntry = { label: 'menu.customers', to: paths.customers, needs: 'customers.read' };
const directory: MenuEntry = {
  label: 'menu.providerDirectory',
  to: paths.providerDirectory,
  needs: 'account.read',
};

const activity: MenuEntry = { label: 'activity.title', to: paths.activity, needs: 'activity.read' };

/** An indirect reseller orders nothing and is billed by its provider: it has no marketplace, prices and invoices here. */
const reseller: Workspace = {
  id: 'partner',
  label: 'workspace.partner',
  menu: [
    { label: 'menu.overview', to: paths.resellerOverview, needs: 'customers.read' },
    customers,
    { label: 'menu.providers', to: paths.providers, needs: 'partnerships.read' },
    directory,
    activity,
  ],
};

const customer: Workspace = {
  id: 'customer',
  label: 'workspace.customer',
  menu: [
    // Also of who works there on the customer's behalf and does not see its partners.
    { label: 'menu.overview', to: paths.customerOverview, needs: 'account.read' },
    { label: 'menu.ownSubscriptions', to: paths.ownSubscriptions, needs: 'ownPartners.read' },
    { label: 'menu.invoices', to: paths.ownInvoices, needs: 'ownPurchases.manage' },
    { label: 'menu.ownPartners', to: paths.ownPartners, needs: 'ownPartners.read' },
    { label: 'menu.access', to: paths.ownAccess, needs: 'ownPartners.read' },
    { label: 'partners.find', to: paths.storePartners, needs: 'ownPartners.read' },
  ],
};

const seller = (isProvider: boolean): Workspace => ({
  id: 'partner',
  label: 'workspace.partner',
  menu: [
    customers,
    { label: 'menu.renewals', to: paths.renewals, needs: 'subscriptions.read' },
    ...(isProvider
      ? [{ label: 'menu.resellers', to: paths.resellers, needs: 'partnerships.read' } as const, directory]
      : []),
    { label: 'menu.marketplace', to: paths.marketplace, needs: 'catalogue.read' },
    {
      label: 'menu.pricing',
      children: [{ label: 'menu.margins', to: paths.margins, needs: 'margins.read' }],
    },
    {
      label: 'menu.billing',
      children: [
        { label: 'menu.invoices', to: paths.invoices, needs: 'invoices.read' },
        { label: 'menu.prices', to: paths.prices, needs: 'prices.manage' },
        { label: 'menu.customerInvoices', to: paths.customerInvoices, needs: 'invoices.read' },
        { label: 'menu.proof', to: paths.proof, needs: 'invoices.read' },
      ],
    },
    { label: 'menu.serviceNotices', to: paths.partnerNotices, needs: 'notices.read' },
    activity,
  ],
});

const operate = 'programme.operate';

/** The clock comes first in the sandbox: it is what a visitor moves. */
const operator = (sandbox: boolean): Workspace => ({
  id: 'operator',
  label: 'workspace.operator',
  menu: [
    ...(sandbox ? [{ label: 'menu.clock', to: paths.clock, needs: operate } as const] : []),
    { label: 'menu.requests', to: paths.requests, needs: operate },
    { label: 'menu.qualifications', to: paths.qualifications, needs: operate },
    { label: 'menu.customerAccounts', to: paths.customerAccounts, needs: operate },
    { label: 'menu.vetting', to: paths.vetting, needs: operate },
    { label: 'menu.nominations', to: paths.nominations, needs: operate },
    { label: 'menu.mailDomains', to: paths.mailDomains, needs: operate },
    { label: 'menu.cancellationPolicies', to: paths.cancellationPolicies, needs: operate },
    { label: 'menu.dueWork', to: paths.dueWork, needs: operate },
    { label: 'menu.jobs', to: paths.jobs, needs: operate },
    sandbox
      ? { label: 'menu.mailbox', to: paths.mailbox, needs: operate }
      : { label: 'menu.mails', to: paths.mails, needs: operate },
    { label: 'menu.rules', to: paths.rules, needs: operate },
  ],
});

/** Behind the gear, of everybody: account settings. */
export const settings: Workspace = {
  id: 'settings',
  label: 'settings.title',
  menu: [
    {
      label: 'settings.organization',
      children: [
        { label: 'organization.title', to: paths.organization, needs: 'profiles.read' },
        { label: 'identifiers.title', to: paths.identifiers, needs: 'profiles.read' },
        { label: 'billingProfile.title', to: paths.billingProfile, needs: 'profiles.read' },
        { label: 'supportProfile.title', to: paths.supportProfile, needs: 'profiles.read' },
      ],
    },
    {
      label: 'settings.legal',
      children: [
        { label: 'legalInfo.title', to: paths.legalInfo, needs: 'profiles.read' },
        { label: 'programInfo.title', to: paths.programInfo, needs: 'enrolment.manage' },
        { label: 'agreements.title', to: paths.agreements, needs: 'agreement.sign' },
        { label: 'enrolment.title', to: paths.enrolment, needs: 'enrolment.manage' },
      ],
    },
    { label: 'users.title', to: paths.users, needs: 'users.read' },
    { label: 'identityProvider.title', to: paths.identityProvider, needs: 'identityProvider.manage' },
    { label: 'applications.title', to: paths.applications, needs: 'applications.manage' },
    { label: 'webhooks.title', to: paths.webhooks, needs: 'webhooks.manage' },
    { label: 'security.title', to: paths.security, needs: 'account.read' },
    { label: 'programmeDocuments.title', to: paths.documents, needs: 'account.read' },
  ],
};

const sellerParts = new Set<string>(['direct', 'provider']);

/** Of the parts of the tenant, whatever the person may there: what one may not is shown with the roles that may. */
export function workspacesOf({ parts }: Pick<Me, 'parts'>, sandbox: boolean): readonly Workspace[] {
  return [
    ...(parts.includes('publisher') ? [publisher(sandbox)] : []),
    ...(parts.some((part) => sellerParts.has(part)) ? [seller(parts.includes('provider'))] : []),
    ...(parts.includes('reseller') ? [reseller] : []),
    ...(parts.includes('customer') ? [customer] : []),
    ...(parts.includes('operator') ? [operator(sandbox)] : []),
  ];
}

/** The pages in the menus of workspaces that the person may see. */
export function pagesOf(workspaces: readonly Workspace[], { permissions }: Pick<Me, 'permissions'>): readonly string[] {
  return workspaces.flatMap((workspace) =>
    entriesOf(workspace).flatMap(({ to, needs }) => (permissions.includes(needs) ? [to] : [])),
  );
}

export const entriesOf = ({ menu }: Workspace): readonly MenuEntry[] =>
  menu.flatMap((entry) => ('children' in entry ? entry.children : [entry]));

/** The first page of a workspace that the person may see; undefined when there is none. */
export function firstPage(workspace: Workspace, person: Pick<Me, 'permissions'>): string | undefined {
  return pagesOf([workspace], person)[0];
}

export function workspaceAt(pathname: string, workspaces: readonly Workspace[]): Workspace | undefined {
  if (/^\/(?:settings\/|account\/|enrolment$)/.test(pathname)) return settings;
  return workspaces.find((workspace) => pathname.startsWith(`/${workspace.id}/`)) ?? workspaces[0];
}
