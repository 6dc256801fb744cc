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

/** `stopping` ends a conversation that lasts: whether the mail arrived is then unknown. */
export type Postman = (letter: Letter, stopping: AbortSignal) => Promise<Handover>;

/** The longest that handing over one mail may take; servers read a mail before they take it, which lasts. */
const handoverLimitMs = 180_000;
/** The longest silence; together with what asking once more takes, far below the time a mail is claimed for. */
const silenceLimitMs = { handover: 150_000, question: 10_000 };
const connectLimitMs = 30_000;

const onThisMachine = new Set(['localhost', '127.0.0.1', '::1']);

export function smtpPostman({ server, from }: NonNullable<Config['mail']>): Postman {
  const { host, port, secure, user, password = '' } = server;
  const open = (silenceMs: number) =>
    createTransport({
      host,
      port,
      secure,
      ...(user === undefined ? {} : { auth: { user, pass: password } }),
      // A password never crosses a network in clear, even when somebody between us hides that the server knows STARTTLS.
      requireTLS: user !== undefined && !onThisMachine.has(host),
      connectionTimeout: Math.min(connectLimitMs, silenceMs),
      greetingTimeout: Math.min(connectLimitMs, silenceMs),
      dnsTimeout: Math.min(connectLimitMs, silenceMs),
      socketTimeout: silenceMs,
      disableFileAccess: true,
      disableUrlAccess: true,
    });
  const transport = open(silenceLimitMs.handover);
  const question = open(silenceLimitMs.question);
  return async (letter, stopping) => {
    if (!isMailAddress(letter.to)) return { outcome: 'refused', problem: 'The recipient is not an email address.' };
    try {
      await transport.sendMail({
        ...messageOf(letter, from),
        envelope: { from: from.address, to: [letter.to] },
        signal: AbortSignal.any([AbortSignal.timeout(handoverLimitMs), stopping]),
      });
      return { outcome: 'sent' };
    } catch (error) {
      if (stopping.aborted) return { outcome: 'later', problem: 'Comptoir was stopped meanwhile.' };
      const failure = error as SmtpError;
      const outcome = outcomeOf(failure) ?? ((await answers(question)) ? 'later' : 'outage');
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
