/** What partners are told of, and what each event of an account is to them (wire contract, section 9.4). */

const told = [
  'test-created',
  'subscription-updated',
  'invoice-ready',
  'reseller-relationship-accepted-by-customer',
  'dap-admin-relationship-approved',
  'dap-admin-relationship-terminated',
  'granular-admin-relationship-approved',
  'granular-admin-relationship-activated',
  'granular-admin-relationship-terminated',
  'granular-admin-relationship-expired',
  'granular-admin-access-assignment-created',
  'granular-admin-access-assignment-activated',
  'granular-admin-access-assignment-updated',
  'granular-admin-access-assignment-deleted',
] as const;
export type WebhookEvent = (typeof told)[number];

/** Of what is not sold here, or never happens: programs that exist name them with the others, and wait for nothing. */
const neverTold = [
  'usagerecords-thresholdExceeded',
  'referral-created',
  'referral-updated',
  'related-referral-created',
  'related-referral-updated',
  'dap-admin-relationship-terminated-by-microsoft',
  'azure-fraud-event-detected',
  'new-commerce-migration-created',
  'new-commerce-migration-completed',
  'new-commerce-migration-failed',
  'new-commerce-migration-schedule-failed',
] as const;

/** Every event that a registration may name. */
export const webhookEvents: readonly string[] = [...told, ...neverTold];

/** The event of that name, in whichever case it is written; undefined when there is none. */
export const eventNamed = (name: string) => webhookEvents.find((one) => one.toLowerCase() === name.toLowerCase());

/** An event of an account, as far as notices say it. */
export interface ToldEvent {
  readonly name: string;
  readonly aggregateId: string;
  readonly customerTenantId: string | null;
  readonly newValue: unknown;
}

/** A notice: its name, what it is about, and where that is read, below the origin. */
export interface Notice {
  readonly event: WebhookEvent;
  readonly resourceName: string;
  readonly path: string | null;
}

type Maker = (event: ToldEvent) => readonly Notice[];

const subscription: Maker = ({ aggregateId, customerTenantId }) => [
  {
    event: 'subscription-updated',
    resourceName: 'subscription',
    path: `/webhooks/v1/customers/${customerTenantId}/subscriptions/${aggregateId}`,
  },
];

const relationship =
  (...events: readonly WebhookEvent[]): Maker =>
  ({ aggregateId }) =>
    events.map((event) => ({
      event,
      resourceName: 'GranularAdminRelationship',
      path: `/granularAdminRelationships/${aggregateId}`,
    }));

const assignment =
  (...events: readonly WebhookEvent[]): Maker =>
  ({ aggregateId }) =>
    events.map((event) => ({
      event,
      resourceName: 'GranularAdminAccessAssignment',
      path: `/granularAdminRelationships/${aggregateId}/accessAssignments`,
    }));

const dap = (event: WebhookEvent): Notice => ({ event, resourceName: 'PartnerCustomerDap', path: null });

const makers: Readonly<Record<string, Maker>> = {
  SubscriptionActivated: subscription,
  SubscriptionChanged: subscription,
  SubscriptionRenewed: subscription,
  SubscriptionEnded: subscription,
  SubscriptionCancelled: subscription,
  // Invoices that the partner receives; those it issues itself have a customer.
  InvoiceIssued: ({ customerTenantId, newValue }) =>
    customerTenantId === null
      ? [
          {
            event: 'invoice-ready',
            resourceName: 'invoice',
            path: `/v1/invoices/${(newValue as { readonly id: string }).id}`,
          },
        ]
      : [],
  CustomerConnected: ({ customerTenantId, newValue }) => [
    {
      event: 'reseller-relationship-accepted-by-customer',
      resourceName: 'Customer',
      path: `/v1/customers/${customerTenantId}`,
    },
    ...((newValue as { readonly delegatedAccess?: boolean }).delegatedAccess
      ? [dap('dap-admin-relationship-approved')]
      : []),
  ],
  DelegatedAccessRemoved: () => [dap('dap-admin-relationship-terminated')],
  // Active as soon as it is approved (decision 0069).
  DelegatedAdminApproved: relationship('granular-admin-relationship-approved', 'granular-admin-relationship-activated'),
  DelegatedAdminTerminated: relationship('granular-admin-relationship-terminated'),
  DelegatedAdminExpired: relationship('granular-admin-relationship-expired'),
  DelegatedAdminAssigned: assignment(
    'granular-admin-access-assignment-created',
    'granular-admin-access-assignment-activated',
  ),
  DelegatedAdminAssignmentChanged: assignment('granular-admin-access-assignment-updated'),
  DelegatedAdminAssignmentRemoved: assignment('granular-admin-access-assignment-deleted'),
};

/** Names of the events that may be told of. */
export const toldEvents: readonly string[] = Object.keys(makers);

/** What a partner is told of an event, of what it registered for. */
export function noticesOf(event: ToldEvent, registered: readonly string[]): readonly Notice[] {
  return (makers[event.name]?.(event) ?? []).filter((notice) => registered.includes(notice.event));
}

/** A notice as it is sent: PascalCase, each name as the samples have it. */
export function noticeBody(
  origin: string,
  notice: Notice,
  { auditId, at }: { readonly auditId: string | undefined; readonly at: Temporal.Instant },
): string {
  return JSON.stringify({
    EventName: notice.event,
    ResourceUri: notice.path === null ? null : origin + notice.path,
    ResourceName: notice.resourceName,
    AuditUri: auditId === undefined ? null : `${origin}/auditactivity/v1/auditrecords/${auditId}`,
    ResourceChangeUtcDate: at.toString({ smallestUnit: 'millisecond' }),
  });
}
