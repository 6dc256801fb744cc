/** Hands one mail to the configured SMTP server and tells what became of it. Certificates are verified. */
import { createTransport } from 'nodemailer';
import type { Config } from '../config.ts';
import { isMailAddress } from '../kernel/index.ts';

export interface Letter {
  readonly id: string;
  readonly at: Temporal.Instant;
  readonly to: string;
  readonly subject: string;
  readonly text: string;
  readonly html: string | null;
}

/**
 * `refused`: never again. `later`: this mail again, others meanwhile. `outage`: the server is away or takes nothing from
 * us, whatever the mail; all wait.
 */
export type Handover =
  | { readonly outcome: 'sent' }
  | { readonly outcome: 'refused' | 'later' | 'outage'; readonly problem: string };

export type Postman = (letter: Letter) => Promise<Handover>;

/** The longest that handing over one mail may take; far below the time it is claimed for. */
const handoverLimitMs = 120_000;
const stepLimitMs = 30_000;

const onThisMachine = new Set(['localhost', '127.0.0.1', '::1']);

export function smtpPostman({ server, from }: NonNullable<Config['mail']>): Postman {
  const { host, port, secure, user, password = '' } = server;
  const transport = createTransport({
    host,
    port,
    secure,
    ...(user === undefined ? {} : { auth: { user, pass: password } }),
    // A password never crosses a network in clear, even when somebody between us hides that the server knows STARTTLS.
    requireTLS: user !== undefined && !onThisMachine.has(host),
    connectionTimeout: stepLimitMs,
    greetingTimeout: stepLimitMs,
    socketTimeout: stepLimitMs,
    dnsTimeout: stepLimitMs,
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  return async (letter) => {
    if (!isMailAddress(letter.to)) return { outcome: 'refused', problem: 'The recipient is not an e-mail address.' };
    try {
      await transport.sendMail({
        ...messageOf(letter, from),
        envelope: { from: from.address, to: [letter.to] },
        signal: AbortSignal.timeout(handoverLimitMs),
      });
      return { outcome: 'sent' };
    } catch (error) {
      const failure = error as SmtpError;
      const outcome = outcomeOf(failure) ?? ((await answers(transport)) ? 'later' : 'outage');
      return { outcome, problem: problemOf(failure) };
    }
  };
}

/** The same mail gives the same message each time, with the same Message-ID: who gets it twice can tell. */
function messageOf(letter: Letter, from: { readonly name: string; readonly address: string }) {
  return {
    from,
    to: { name: '', address: letter.to },
    // Header lines end at a line break; the library folds them too, but that it does is not ours to rely on.
    subject: letter.subject.replace(/\p{Cc}+/gu, ' '),
    messageId: `<${letter.id}@${from.address.split('@')[1]}>`,
    date: new Date(letter.at.epochMilliseconds),
    headers: { 'Auto-Submitted': 'auto-generated' },
    text: letter.text,
    ...(letter.html === null ? {} : { html: letter.html }),
  };
}

/** What nodemailer says of a failure: the server's reply with its number, and the command it was for. */
interface SmtpError extends Error {
  readonly code?: string;
  readonly command?: string;
  readonly response?: string;
  readonly responseCode?: number;
}

/** Replies about recipient and content are about the mail; replies about the sender or the sign-in are about us. */
function outcomeOf({ code, command, responseCode }: SmtpError): 'refused' | 'later' | 'outage' | undefined {
  if (code === 'EAUTH' || command === 'MAIL FROM') return 'outage';
  if (responseCode === undefined || (command !== 'RCPT TO' && command !== 'DATA')) return undefined;
  // 503, "bad sequence of commands", is about the conversation and not about the mail.
  return responseCode >= 500 && responseCode !== 503 ? 'refused' : 'later';
}

/** A lost connection says nothing of whose fault it was: when the server answers otherwise, it was about this mail. */
async function answers(transport: { verify(): Promise<unknown> }): Promise<boolean> {
  return transport.verify().then(
    () => true,
    () => false,
  );
}

const problemLength = 500;

/** The server's own words where it said any. Never holds what we sent it. */
function problemOf({ response, message }: SmtpError): string {
  return (response || message).replace(/\p{Cc}+/gu, ' ').slice(0, problemLength);
}
