import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Writable } from 'node:stream';
import { setTimeout as pause } from 'node:timers/promises';
import { pino } from 'pino';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { useDatabase } from '../../test/database.ts';
import { aMailServer, type MailServer } from '../../test/mail-server.ts';
import { openPools } from './database.ts';
import { createLog } from './log.ts';
import { deliverMail, mailSweep } from './mail-delivery.ts';
import { sendMail, type OutgoingMail } from './mail.ts';
import { smtpPostman, type Postman } from './smtp.ts';
import type { PlatformTables } from './tables.ts';
import { localCertificate } from './tls.ts';
import { workRunner, type Work } from './work.ts';

const works = useDatabase();
let server: MailServer;
beforeAll(async () => {
  server = await aMailServer();
});
afterAll(() => server.close());
beforeEach(async () => {
  // Wall clock: delivery runs by it, whatever business time is.
  await works.pools.system.query('update mail set refused_at = now(), problem = $1 where sent_at is null', ['before']);
  server.received.length = 0;
  server.onRecipient = () => undefined;
  server.onMail = () => undefined;
});

const silent = createLog('silent');
/** Nobody asks for a stop. */
const goesOn = new AbortController().signal;
let written = 0;

/** Writes a mail, each in a work of its own, and tells its id. */
async function write(mail: Partial<OutgoingMail> = {}): Promise<string> {
  written += 1;
  const reason = `test/${written}`;
  return works.asSystem(async (work: Work<PlatformTables>) => {
    await sendMail(work, { to: `reader${written}@azur.example`, subject: 'News', text: 'Hello.', reason, ...mail });
    return (await work.db.selectFrom('mail').select('id').where('reason', '=', reason).executeTakeFirstOrThrow()).id;
  });
}

const row = (id: string) =>
  works.asSystem((work: Work<PlatformTables>) =>
    work.db.selectFrom('mail').selectAll().where('id', '=', id).executeTakeFirstOrThrow(),
  );

/** As often as the sweep finds something due, what the job runner then does. */
async function deliver(postman: Postman = smtpPostman(server.mail), log = silent): Promise<void> {
  let rounds = 0;
  while (await works.asSystem(isDue)) {
    await deliverMail(works.runner, postman, log)({}, goesOn);
    expect((rounds += 1)).toBeLessThan(100);
  }
}

/** The sweep's own word for it: it queues a job. */
async function isDue(work: Work): Promise<boolean> {
  let queued = false;
  await mailSweep.run({ ...work, enqueue: () => void (queued = true) });
  return queued;
}

/** As if this much time had passed: what is ahead of a mail comes nearer. */
const later = (minutes: number) =>
  works.pools.system.query(
    `update mail set next_try_at = next_try_at - make_interval(mins => $1),
      claimed_until = claimed_until - make_interval(mins => $1), outage_since = outage_since - make_interval(mins => $1)
    where sent_at is null and refused_at is null`,
    [minutes],
  );

const recipients = () => server.received.map(({ to }) => to.join());

test('Mail goes out in the order it was written, once, as text and as HTML, under an id of its own', async () => {
  const first = await write({ subject: 'Facture prête à 15 €', text: 'Votre facture de décembre est prête.' });
  const second = await write({ text: 'As text', html: '<p>As <b>HTML</b>, née ailleurs</p>' });
  const third = await write();
  await deliver();
  await deliver();
  const ids = server.received.map(({ headers }) => headers.get('message-id'));
  expect(ids).toEqual([first, second, third].map((id) => `<${id}@operator.example>`));
  const [plain, both] = server.received;
  expect(Object.fromEntries(plain!.headers)).toMatchObject({
    from: 'Opérateur <no-reply@operator.example>',
    to: plain!.to[0],
    subject: 'Facture prête à 15 €',
    'auto-submitted': 'auto-generated',
  });
  expect(plain!.from).toBe('no-reply@operator.example');
  expect([...plain!.bodies]).toEqual([['text/plain', 'Votre facture de décembre est prête.']]);
  expect([...both!.bodies]).toEqual([
    ['text/plain', 'As text'],
    ['text/html', '<p>As <b>HTML</b>, née ailleurs</p>'],
  ]);
  const { sent_at: sentAt, problem, tries, claimed_until: claimed } = await row(first);
  expect(sentAt).not.toBeNull();
  expect({ problem, tries, claimed }).toEqual({ problem: null, tries: 1, claimed: null });
});

test('Neither a subject nor a recipient adds a header or a second recipient', async () => {
  await write({ to: 'ada@azur.example', subject: 'Hello\r\nBcc: eve@evil.example\r\n\r\nand a body' });
  const refused = [
    await write({ to: 'ada@azur.example\r\nBcc: eve@evil.example' }),
    await write({ to: 'ada@azur.example, eve@evil.example' }),
    await write({ to: 'Ada <eve@evil.example>' }),
  ];
  await deliver();
  expect(recipients()).toEqual(['ada@azur.example']);
  expect(server.received[0]!.headers.get('subject')).toBe('Hello Bcc: eve@evil.example and a body');
  expect([...server.received[0]!.headers.keys()]).not.toContain('bcc');
  for (const id of refused) {
    const { refused_at: at, problem } = await row(id);
    expect(at).not.toBeNull();
    expect(problem).toBe('The recipient is not an email address.');
  }
});

test('A recipient the server asks patience for is tried again later and later, and holds up nobody', async () => {
  const id = await write({ to: 'busy@azur.example' });
  await write({ to: 'ada@azur.example' });
  server.onRecipient = (address) => (address.startsWith('busy') ? '450 Mailbox busy' : undefined);
  await deliver();
  expect(recipients()).toEqual(['ada@azur.example']);
  expect((await row(id)).problem).toMatch(/^450 .*Mailbox busy/);
  await later(1);
  await deliver();
  expect((await row(id)).tries).toBe(2);
  await later(1); // the second wait is two minutes
  server.onRecipient = () => undefined;
  await deliver();
  expect(recipients()).toEqual(['ada@azur.example']);
  await later(1);
  await deliver();
  expect(recipients()).toEqual(['ada@azur.example', 'busy@azur.example']);
  expect(await row(id)).toMatchObject({ tries: 3, problem: null, next_try_at: null });
});

test('A mail that finds no mercy for three days is given up, with what was said last', async () => {
  const id = await write();
  let hours = 0;
  server.onRecipient = () => '451 Not now';
  for (; (await row(id)).refused_at === null; hours += 1) {
    await deliver();
    await later(60);
  }
  expect(hours).toBeGreaterThan(66);
  expect(hours).toBeLessThan(80);
  expect(await row(id)).toMatchObject({ tries: 20, problem: expect.stringMatching(/^451 .*Not now/) });
});

test('A refusal for good is kept with its reason and never tried again', async () => {
  const id = await write({ to: 'gone@azur.example' });
  await write({ to: 'ada@azur.example' });
  const recipients: string[] = [];
  server.onRecipient = (address) => {
    recipients.push(address);
    return address.startsWith('gone') ? '550 No such user' : undefined;
  };
  await deliver();
  await later(10_000);
  await deliver();
  expect(recipients).toEqual(['gone@azur.example', 'ada@azur.example']);
  expect(await row(id)).toMatchObject({ sent_at: null, problem: expect.stringMatching(/^550 .*No such user/) });
  expect((await row(id)).refused_at).not.toBeNull();
});

test('While the server is away all mail waits, in its order, and none of it counts a try', async () => {
  const ids = [await write({ to: 'first@azur.example' }), await write({ to: 'second@azur.example' })];
  await server.close();
  await deliver();
  expect(await row(ids[0]!)).toMatchObject({ tries: 0, problem: expect.stringMatching(/ECONNREFUSED/) });
  expect(await row(ids[1]!)).toMatchObject({ tries: 0, problem: null, next_try_at: null });
  for (let hour = 0; hour < 100; hour += 1) {
    await later(60);
    await deliver();
  }
  expect(await row(ids[0]!)).toMatchObject({ tries: 0, refused_at: null });
  await server.open();
  await deliver();
  expect(recipients()).toEqual([]); // at most a quarter of an hour later
  await later(15);
  await deliver();
  expect(recipients()).toEqual(['first@azur.example', 'second@azur.example']);
});

test('A server that hangs up over one mail gets the others', async () => {
  const id = await write({ to: 'poison@azur.example' });
  await write({ to: 'ada@azur.example' });
  server.onRecipient = (address) => (address.startsWith('poison') ? 'hang up' : undefined);
  await deliver();
  expect(recipients()).toEqual(['ada@azur.example']);
  expect(await row(id)).toMatchObject({ tries: 1, sent_at: null, refused_at: null });
});

test('A stop does not wait for a server that is silent; the mail is tried again', async () => {
  const id = await write();
  const stop = new AbortController();
  const free = Promise.withResolvers<void>();
  server.onMail = () => (stop.abort(), free.promise);
  await deliverMail(works.runner, smtpPostman(server.mail), silent)({}, stop.signal);
  free.resolve();
  expect(await row(id)).toMatchObject({
    sent_at: null,
    claimed_until: null,
    problem: 'Comptoir was stopped meanwhile.',
  });
  expect((await row(id)).next_try_at).not.toBeNull();
});

test('A wrong password holds all mail up; it stands neither in what the operator reads nor in the log', async () => {
  const picky = await aMailServer({ account: { user: 'comptoir', password: 'right' } });
  const lines: string[] = [];
  const sink = new Writable({ write: (chunk: Buffer, _encoding, done) => (lines.push(chunk.toString()), done()) });
  const id = await write();
  const wrong = { ...picky.mail, server: { ...picky.mail.server, password: 'hunter-2' } };
  await deliver(smtpPostman(wrong), pino({ level: 'trace' }, sink));
  const { problem, tries } = await row(id);
  expect({ problem, tries }).toEqual({ problem: expect.stringMatching(/^535 .*Who are you/), tries: 0 });
  expect(lines.join('')).toMatch(/mail not sent: outage/);
  expect(lines.join('')).not.toMatch(/hunter-2|aHVudGVyLTI/); // nor in base64
  await later(15);
  await deliver(smtpPostman(picky.mail));
  expect(picky.received).toHaveLength(1);
  await picky.close();
});

test('A certificate that nobody vouches for is not trusted', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'comptoir-mail-'));
  const { key, cert } = await localCertificate(folder);
  await rm(folder, { recursive: true });
  const stranger = await aMailServer({ certificate: { key, cert } });
  const id = await write();
  await deliver(smtpPostman(stranger.mail));
  expect(stranger.received).toEqual([]);
  expect((await row(id)).problem).toMatch(/certificate/i);
  await stranger.close();
});

test('Two processes deliver each mail once, in order, one at a time', async () => {
  for (let index = 0; index < 12; index += 1) await write({ to: `r${index}@azur.example` });
  server.onMail = () => pause(10);
  const pools = openPools(works.pools.address, 3, silent);
  const tasks = [works.runner, workRunner(pools, new Map())].map((runner) =>
    deliverMail(runner, smtpPostman(server.mail), silent),
  );
  const rounds = async (task: (typeof tasks)[number]) => {
    while (server.received.length < 12) {
      await task({}, goesOn);
      await pause(1);
    }
  };
  await Promise.all([...tasks, ...tasks].map(rounds));
  await pools.close();
  expect(recipients()).toEqual(Array.from({ length: 12 }, (_, index) => `r${index}@azur.example`));
  expect(server.mostAtOnce()).toBe(1);
});

test('What a link opens something by is with its reader once it was sent, and read nowhere else', async () => {
  const secret = `${crypto.randomUUID()}.${'aB3_-'.repeat(9).slice(0, 43)}`;
  const link = `https://comptoir.example/partner-request#${secret}`;
  const id = await write({ text: `Follow ${link} please.`, html: `<a href="${link}">É</a>`, links: [link] });
  expect((await row(id)).text).toContain(secret);
  await deliver();
  expect([...server.received[0]!.bodies.values()].join(' ')).toContain(secret);
  const kept = await row(id);
  expect([kept.text, kept.html, kept.links]).toEqual([
    'Follow https://comptoir.example/partner-request#… please.',
    '<a href="https://comptoir.example/partner-request#…">É</a>',
    ['https://comptoir.example/partner-request#…'],
  ]);
});
