/** Pages of the stand-in ISV, in French and English. Plain HTML, no script. */
import type { ResolvedSubscription, SaasOperation } from '@comptoir/contracts/saas-fulfillment';

export interface IsvPage {
  readonly language: 'fr' | 'en';
}

const texts = {
  fr: {
    site: 'Éditeur de démonstration',
    configure: 'Configurer votre achat',
    manage: 'Gérer votre abonnement',
    intro:
      'Vous arrivez de l’espace partenaires. Vérifiez l’achat, indiquez l’administrateur du client, puis activez l’abonnement.',
    plan: 'Plan',
    seats: 'Nombre d’utilisateurs',
    customer: 'Client (locataire)',
    partner: 'Acheté par (locataire)',
    company: 'Nom de l’organisation du client',
    administrator: 'Adresse e-mail de l’administrateur',
    activate: 'Attribuer les licences et activer',
    active: 'Cet abonnement est déjà actif : il n’y a rien à faire.',
    ended: 'Cet abonnement est terminé.',
    suspended: 'Cet abonnement est suspendu.',
    step: 'Une modification de cet abonnement attend votre étape ici. Sauvegardez ce dont vous avez besoin, puis confirmez.',
    confirm: 'J’ai effectué l’étape, appliquer la modification',
    stepTaken: 'Étape effectuée',
    stepTakenText: 'L’éditeur a confirmé la modification. Vous pouvez fermer cette page.',
    activated: 'Abonnement activé',
    activatedText: 'Les licences sont attribuées et la mise en service est confirmée. Vous pouvez fermer cette page.',
    refused: 'Mise en service refusée',
    refusedText: 'L’éditeur n’a pas confirmé la mise en service. Rien ne sera facturé. Adressez-vous à son support.',
    unresolved: 'Ce lien ne peut pas être utilisé',
    invalid: 'Ce lien a expiré ou n’est pas complet.',
    reopen: 'Ouvrez de nouveau le lien d’activation depuis l’espace partenaires.',
  },
  en: {
    site: 'Demonstration publisher',
    configure: 'Set up your purchase',
    manage: 'Manage your subscription',
    intro:
      'You have come from the partner centre. Check the purchase, enter the customer’s administrator, then activate it.',
    plan: 'Plan',
    seats: 'Seats',
    customer: 'Customer (tenant)',
    partner: 'Bought by (tenant)',
    company: 'Customer organisation',
    administrator: 'Administrator’s email address',
    activate: 'Assign licences and activate',
    active: 'This subscription is already active: there is nothing to do.',
    ended: 'This subscription has ended.',
    suspended: 'This subscription is suspended.',
    step: 'A change of this subscription waits for your step here. Keep what you need, then confirm.',
    confirm: 'I have taken the step, make the change',
    stepTaken: 'Step taken',
    stepTakenText: 'The publisher has confirmed the change. You can close this page.',
    activated: 'Subscription activated',
    activatedText: 'Licences are assigned and setup is confirmed. You can close this page.',
    refused: 'Setup refused',
    refusedText: 'The publisher did not confirm the setup. Nothing will be billed. Contact its support.',
    unresolved: 'This link cannot be used',
    invalid: 'This link has expired or is incomplete.',
    reopen: 'Open the activation link again from the partner centre.',
  },
} as const;

/** French when the browser prefers it. */
export function pickLanguage(header: string | undefined): IsvPage['language'] {
  const [french, english] = [header?.search(/\bfr\b/i) ?? -1, header?.search(/\ben\b/i) ?? -1];
  return french >= 0 && (english < 0 || french < english) ? 'fr' : 'en';
}

/** The page an activation link opens. */
export function landingPage(
  language: IsvPage['language'],
  page: {
    purchase: ResolvedSubscription;
    planName: string | undefined;
    token: string;
    action: string;
    /** A change that waits. */
    operation: SaasOperation | undefined;
  },
): string {
  const t = texts[language];
  const { subscription } = page.purchase;
  const rows: [string, string][] = [
    [t.plan, page.planName ?? subscription.planId],
    ...(subscription.quantity === null ? [] : ([[t.seats, String(subscription.quantity)]] as [string, string][])),
    [t.customer, `${subscription.beneficiary.emailId} ${subscription.beneficiary.tenantId}`],
    [t.partner, `${subscription.purchaser.emailId} ${subscription.purchaser.tenantId}`],
  ];
  const facts = `<dl>${rows.map(([term, value]) => `<dt>${escape(term)}</dt><dd>${escape(value)}</dd>`).join('')}</dl>`;
  if (subscription.saasSubscriptionStatus === 'PendingFulfillmentStart') {
    const fields = `<label for="company">${t.company}</label><input id="company" name="company" maxlength="200" required autocomplete="organization">
      <label for="administrator">${t.administrator}</label><input id="administrator" name="administrator" type="email" maxlength="320" required value="${escape(subscription.beneficiary.emailId)}">`;
    const form = `<form method="post" action="${escape(page.action)}"><input type="hidden" name="token" value="${escape(page.token)}">${fields}<button type="submit">${t.activate}</button></form>`;
    return html(
      language,
      t.configure,
      `<p>${t.intro}</p><h2>${escape(page.purchase.subscriptionName)}</h2>${facts}${form}`,
    );
  }
  if (page.operation) {
    const hidden = `<input type="hidden" name="token" value="${escape(page.token)}"><input type="hidden" name="operationId" value="${escape(page.operation.id)}">`;
    const form = `<form method="post" action="${escape(page.action)}">${hidden}<button type="submit">${t.confirm}</button></form>`;
    return html(
      language,
      t.manage,
      `<h2>${escape(page.purchase.subscriptionName)}</h2><p role="status">${t.step}</p>${facts}${form}`,
    );
  }
  const states = { Subscribed: t.active, Suspended: t.suspended } as Readonly<Record<string, string>>;
  const state = states[subscription.saasSubscriptionStatus] ?? t.ended;
  return html(
    language,
    t.manage,
    `<h2>${escape(page.purchase.subscriptionName)}</h2><p role="status">${state}</p>${facts}`,
  );
}

/** A link that leads nowhere; what the marketplace said of it is English, and for the publisher's programmers. */
export function unresolvedPage(language: IsvPage['language'], status: number): string {
  return messagePage(language, 'unresolved', status === 400 ? texts[language].invalid : '');
}

/** A page with one message. */
export function messagePage(
  language: IsvPage['language'],
  message: 'activated' | 'refused' | 'stepTaken' | 'unresolved',
  detail = '',
): string {
  const t = texts[language];
  const body = { activated: t.activatedText, refused: t.refusedText, stepTaken: t.stepTakenText, unresolved: t.reopen }[
    message
  ];
  return html(language, t[message], `${detail ? `<h2>${escape(detail)}</h2>` : ''}<p role="status">${body}</p>`);
}

function html(language: IsvPage['language'], title: string, body: string): string {
  return `<!doctype html><html lang="${language}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escape(title)} – ${texts[language].site}</title><style>${style}</style></head>
<body><header>${texts[language].site}</header><main><h1>${escape(title)}</h1>${body}</main></body></html>`;
}

const style = `:root{color-scheme:light dark;--ink:#1b1f24;--paper:#fff;--line:#c9ced6;--accent:#5b3fa8}
@media (prefers-color-scheme:dark){:root{--ink:#eceff4;--paper:#15181d;--line:#4a525e;--accent:#b9a4ff}}
body{margin:0;font:1rem/1.5 system-ui,sans-serif;color:var(--ink);background:var(--paper)}
header{padding:.75rem 1.25rem;border-bottom:3px solid var(--accent);font-weight:600}
main{max-width:38rem;margin:0 auto;padding:1.5rem 1.25rem}h1{font-size:1.6rem;line-height:1.2}h2{font-size:1.15rem}
dl{display:grid;grid-template-columns:minmax(8rem,auto) 1fr;gap:.35rem 1rem}dt{opacity:.75}dd{margin:0;overflow-wrap:anywhere}
label{display:block;margin-top:1rem;font-weight:600}input{width:100%;box-sizing:border-box;padding:.55rem;font:inherit;color:inherit;background:transparent;border:1px solid var(--line);border-radius:.25rem}
button{margin-top:1.5rem;padding:.65rem 1.2rem;font:inherit;font-weight:600;color:var(--paper);background:var(--accent);border:0;border-radius:.25rem;cursor:pointer}
:focus-visible{outline:3px solid var(--accent);outline-offset:2px}@media (max-width:26rem){dl{grid-template-columns:1fr}dt{margin-top:.5rem}}`;

/** Text into HTML, attributes included. */
function escape(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll("'", '&#39;');
}
