/** What `npm start` prints: where to look, who may sign in, what to try first. */
import type { Context } from '../platform/context.ts';
import type { Work } from '../platform/work.ts';
import { systemActor } from '../kernel/index.ts';
import { worldDocument, type WorldTables } from './world.ts';

const noMail = `
Warning: no mail is sent. It is written and waits until COMPTOIR_SMTP_URL and COMPTOIR_MAIL_FROM name a server and a sender.`;

export async function demoWelcome(
  context: Context,
  facts: { readonly seconds: string; readonly dataFolder: string | undefined },
): Promise<string> {
  const origin = context.origin();
  const where = facts.dataFolder ? `Data: ${facts.dataFolder}` : 'Data: on the server of DATABASE_URL';
  const { mode, mail } = context.config;
  if (mode === 'production')
    return `Comptoir serves ${origin} after ${facts.seconds} s.\n${where}${mail ? '' : noMail}`;
  const world = await context.runner.run({ actor: systemActor, system: true }, (work: Work<WorldTables>) =>
    worldDocument(work),
  );
  const people = (world?.tenants ?? [])
    .filter((tenant) => !tenant.parts.includes('customer'))
    .flatMap((tenant) =>
      tenant.users.map((user) => [user.userPrincipalName, `${tenant.parts.join(', ')}: ${tenant.name}`] as const),
    );
  const width = Math.max(0, ...people.map(([name]) => name.length));
  return `
Comptoir – sandbox, ready in ${facts.seconds} s

  Portal      ${origin}/
  World       ${origin}/sandbox/v1/world     (tenants, people, applications, offers)
  Mailbox     ${origin}/sandbox/v1/mailbox
  ${where}

Who may sign in (password ${world?.tenants[0]?.users[0]?.password ?? ''}):
${people.map(([name, part]) => `  ${name.padEnd(width)}  ${part}`).join('\n')}

Try first:
  npm run story      plays the main job against this server, from draft to invoice, in another terminal
  or sign in as alice@azur-cloud.example, open the marketplace, buy 10 seats, follow the activation link,
  then sign in as olivia@operator.example and advance the clock past the month's end.

Ctrl-C stops everything${facts.dataFolder ? ', the database included' : ''}.`;
}
