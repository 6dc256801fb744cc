/** A real SMTP server on loopback for tests: keeps what it took, and answers what the test wants. */
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { SMTPServer } from 'smtp-server';
import type { Config } from '../src/config.ts';

export interface Received {
  readonly from: string;
  readonly to: readonly string[];
  readonly headers: ReadonlyMap<string, string>;
  /** Bodies by media type, decoded. */
  readonly bodies: ReadonlyMap<string, string>;
}

export interface MailServer {
  readonly received: Received[];
  /** Conversations that wait for this server's answer to a mail at most, at any time. */
  readonly mostAtOnce: () => number;
  /** The configuration that hands mail over here. */
  readonly mail: NonNullable<Config['mail']>;
  /** What to say to a recipient: a number of SMTP with its text, `hang up`, or undefined to take it. */
  onRecipient: (address: string) => string | undefined;
  /** Done with the mail that came, before it is acknowledged. */
  onMail: (mail: Received) => void | Promise<void>;
  /** Closes the port; `open` takes the same one again. */
  close(): Promise<void>;
  open(): Promise<void>;
}

export interface MailServerOptions {
  /** Who may sign in; without it everybody may send. */
  readonly account?: { readonly user: string; readonly password: string };
  /** Offers STARTTLS with this certificate. */
  readonly certificate?: { readonly key: string; readonly cert: string };
}

export async function aMailServer(options: MailServerOptions = {}): Promise<MailServer> {
  let port = 0;
  let now = 0;
  let most = 0;
  let server: SMTPServer;
  const house: MailServer = {
    received: [],
    mostAtOnce: () => most,
    get mail() {
      const signIn = options.account ?? {};
      return {
        server: { host: '127.0.0.1', port, secure: false, ...signIn },
        from: { name: 'Opérateur', address: 'no-reply@operator.example' },
      };
    },
    onRecipient: () => undefined,
    onMail: () => undefined,
    async open() {
      server = make();
      server.listen(port, '127.0.0.1');
      await once(server.server, 'listening');
      port = (server.server.address() as AddressInfo).port;
    },
    close: () => new Promise((resolve) => server.close(() => resolve())),
  };
  const make = () => {
    const made = new SMTPServer({
      ...options.certificate,
      disabledCommands: [...(options.certificate ? [] : ['STARTTLS']), ...(options.account ? [] : ['AUTH'])],
      authOptional: !options.account,
      allowInsecureAuth: true,
      onAuth({ username, password }, _session, done) {
        const known = options.account?.user === username && options.account?.password === password;
        done(known ? null : Object.assign(new Error('Who are you?'), { responseCode: 535 }), { user: username });
      },
      onRcptTo({ address }, session, done) {
        const said = house.onRecipient(address);
        if (said === 'hang up') return hangUp(made, session.id);
        done(said ? Object.assign(new Error(said.slice(4)), { responseCode: Number(said.slice(0, 3)) }) : null);
      },
      onData(stream, { envelope }, done) {
        most = Math.max(most, (now += 1));
        const to = envelope.rcptTo.map(({ address }) => address);
        const from = envelope.mailFrom ? envelope.mailFrom.address : '';
        void text(stream).then(async (source) => {
          const mail = { from, to, ...partsOf(source) };
          house.received.push(mail);
          await house.onMail(mail);
          now -= 1;
          done();
        });
      },
    });
    made.on('error', () => undefined);
    return made;
  };
  await house.open();
  return house;
}

function hangUp(server: SMTPServer, id: string): void {
  for (const connection of server.connections) if (connection.id === id) connection._socket.destroy();
}

/** Headers by lower-case name, and the decoded bodies of a message of one or several parts. */
function partsOf(source: string): Pick<Received, 'headers' | 'bodies'> {
  const { headers, body } = splitAt(source);
  const boundary = /boundary="([^"]+)"/.exec(headers.get('content-type') ?? '')?.[1];
  const parts = boundary
    ? body
        .split(`--${boundary}`)
        .slice(1, -1)
        .map((part) => splitAt(part.trimStart()))
    : [];
  const bodies = [...(boundary ? parts : [{ headers, body }])].map(
    (part) => [part.headers.get('content-type')!.split(';')[0]!, decoded(part).trimEnd()] as const,
  );
  return { headers, bodies: new Map(bodies) };
}

function splitAt(source: string): { headers: Map<string, string>; body: string } {
  const end = source.indexOf('\r\n\r\n');
  const lines = source
    .slice(0, end)
    .replace(/\r\n[ \t]+/g, ' ')
    .split('\r\n');
  const headers = lines.map((line) => [line.slice(0, line.indexOf(':')).toLowerCase(), words(line)] as const);
  return { headers: new Map(headers), body: source.slice(end + 4) };
}

/** A header's value with its encoded words (RFC 2047) read. */
function words(line: string): string {
  return line
    .slice(line.indexOf(':') + 1)
    .trim()
    .replace(/\?=\s+=\?/g, '?==?')
    .replace(/=\?utf-8\?([QB])\?([^?]*)\?=/gi, (_all, kind: string, value: string) =>
      kind.toUpperCase() === 'B' ? Buffer.from(value, 'base64').toString() : quoted(value.replaceAll('_', ' ')),
    );
}

function decoded({ headers, body }: { headers: ReadonlyMap<string, string>; body: string }): string {
  const encoding = headers.get('content-transfer-encoding');
  if (encoding === 'base64') return Buffer.from(body, 'base64').toString();
  return encoding === 'quoted-printable' ? quoted(body.replace(/=\r\n/g, '')) : body;
}

function quoted(value: string): string {
  const bytes = value.replace(/=([0-9A-F]{2})/gi, (_all, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
  return Buffer.from(bytes, 'latin1').toString();
}
