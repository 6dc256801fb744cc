/** What happens as time goes by, and behind which events: due work, sweeps, tasks, webhooks. Part of the composition root. */
import type { Config } from './config.ts';
import type { Context } from './platform/context.ts';
import type { Timetable } from './platform/clockwork.ts';
import type { OuterTask, Task } from './platform/jobs.ts';
import { deliverySweep, type WebhookKind, type WebhookWork } from './modules/webhooks/index.ts';
import { answerSweep } from './platform/idempotency.ts';
import { deliverMail, deliverMailTask, mailSweep } from './platform/mail-delivery.ts';
import { smtpPostman } from './platform/smtp.ts';
import { erasedPeopleSweep, tokenRecordSweep } from './modules/identity/index.ts';
import { ingestionSweep, ingestionTask, runIngestionJobs } from './modules/ingestion/index.ts';
import { eventWebhooks, tellOwnersSweep } from './modules/event-webhooks/index.ts';
import { sealSweep } from './modules/audit/index.ts';
import { partnerWebhookKind, signerOf, tellPartnersSweep } from './modules/partner-webhooks/index.ts';
import { billingWork, delayedChargesTask, proofWork, retryDelayedCharges } from './modules/billing/index.ts';
import { delegatedAdministrationWork } from './modules/delegated-administration/index.ts';
import { privateOfferWork } from './modules/private-offers/index.ts';
import { usageRejectionSweep } from './modules/usage/index.ts';
import { saasWebhooks } from './modules/fulfillment/index.ts';
import {
  cartSweep,
  chargeKind,
  deadlineWork,
  operationWork,
  priceRiseSweep,
  renewalWork,
} from './modules/subscriptions/index.ts';

/** Due work in the order it is done at one moment, and the sweeps that belong to no account. */
export function timetable(config: Config, portal: () => string, webhooks: WebhookWork): Timetable {
  return {
    kinds: [
      privateOfferWork,
      renewalWork,
      operationWork,
      deadlineWork,
      ...billingWork(config.invoiceDay),
      proofWork,
      delegatedAdministrationWork(portal),
      webhooks.due,
    ],
    sweeps: [
      tokenRecordSweep,
      erasedPeopleSweep,
      answerSweep,
      ingestionSweep,
      cartSweep,
      priceRiseSweep,
      usageRejectionSweep,
      deliverySweep,
      ...(config.mail ? [mailSweep] : []),
      sealSweep,
      tellPartnersSweep(portal),
      tellOwnersSweep,
    ],
  };
}

/** Somebody sits before the screen and waits for the mail that goes with these: it is not left to the next round. */
export const eventsWithMailAwaited: readonly string[] = [
  'SignUpRequested',
  'ConfirmationMailSent',
  'UserInvited',
  'UserInvitationSentAgain',
  'UserPasswordForgotten',
];

/** Behind these something is due at once. It is found in the tables, and sooner than by the timer when they are committed. */
export const eventsWithDueWork: readonly string[] = [
  'SubscriptionActivated',
  'SubscriptionChanged',
  'SubscriptionCancelled',
  'SubscriptionSuspended',
  'SubscriptionReinstated',
  'PrivateOfferSubmitted',
];

/** Behind these somebody outside is told, and a person often waits for the answer. */
export const eventsWithWebhooks: readonly string[] = [
  'SubscriptionChangeHeld',
  'SubscriptionSuspended',
  'SubscriptionRenewed',
  'SubscriptionCancelled',
  'SubscriptionEnded',
  'WebhookReplayed',
  'WebhookTested',
  'EventWebhookTested',
  'EventWebhookReplayed',
];

/** What is told to others, and how. */
export function webhookKinds(context: ToldBy): readonly WebhookKind[] {
  const { runner, secrets, origin } = context;
  return [
    saasWebhooks(context),
    partnerWebhookKind({ signer: signerOf(runner, secrets), origin }),
    eventWebhooks(runner, secrets),
  ];
}

type ToldBy = Pick<Context, 'pools' | 'runner' | 'secrets' | 'origin'>;

/** Tasks by name. Jobs only nudge sweeps: what is due is found in the tables. */
export const tasks: Readonly<Record<string, Task>> = {};

/** Tasks with units of work of their own. */
export function outerTasks({ clockwork: clock, config, runner, log }: Context): Readonly<Record<string, OuterTask>> {
  const rules = { localAddresses: config.mode === 'sandbox' };
  return {
    'run-sweeps': async () => clock.runDue(),
    [delayedChargesTask]: async () => {
      await retryDelayedCharges(runner, (work, account) => clock.retry(work, account, chargeKind));
      await clock.runDue();
    },
    [ingestionTask]: async ({ publisherTenantId }) => runIngestionJobs(runner, String(publisherTenantId), rules),
    ...(config.mail ? { [deliverMailTask]: deliverMail(runner, smtpPostman(config.mail), log) } : {}),
  };
}
