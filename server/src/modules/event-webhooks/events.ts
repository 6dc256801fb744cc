/** Events this module publishes, with the shape of their new value. */
export interface EventWebhookEvents {
  readonly EventWebhookAdded: { readonly url: string; readonly events: readonly string[] };
  /** Old and new value: what was changed. */
  readonly EventWebhookChanged: Readonly<Record<string, unknown>>;
  readonly EventWebhookSecretRotated: { readonly previousUntil: string };
  readonly EventWebhookRemoved: { readonly url: string };
  readonly EventWebhookTested: { readonly deliveryId: string };
  readonly EventWebhookReplayed: { readonly deliveryId: string };
  /** Its receiver answered that it is gone. */
  readonly EventWebhookGone: { readonly url: string };
}
