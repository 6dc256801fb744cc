import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { useDatabase } from '../../../test/database.ts';
import { approved, requested, changeTo, filledForm, offerOpenTo, operator } from '../../../test/requests.ts';
import { isFault, type Actor } from '../../kernel/index.ts';
import { readOffer } from '../offers/index.ts';
import {
  deskRequests,
  ownRequest,
  ownRequests,
  refuseRequest,
  requestChange,
  requestForm,
  withdrawRequest,
} from './index.ts';

const works = useDatabase();
const newest = { sort: 'submitted', descending: true, search: '' } as const;

async function faultOf(attempt: Promise<unknown>) {
  const error = await attempt.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  if (!isFault(error)) throw new Error('expected a fault', { cause: error });
  return error;
}

interface Offer {
  readonly publisher: Actor;
  readonly offerId: string;
}

const read = ({ publisher, offerId }: Offer) => works.as(publisher, (work) => readOffer(work, offerId));
const refused = (requestId: string, reason: string) =>
  works.runner.run({ actor: operator, system: true }, (work) => refuseRequest(work, requestId, reason));

test('AUD-42 AUD-44 AUD-45 AUD-46 The form is filled in for the offer', async () => {
  const offer = await offerOpenTo(works, 'any');
  expect(await works.as(offer.publisher, (work) => requestForm(work, offer.offerId))).toMatchObject({
    offerId: offer.offerId,
    productVersion: { selected: 'liveOfferManagement' },
    category: { selected: 'saas', choices: ['saas', 'virtualMachine', 'azureApplication', 'container'] },
    problem: { selected: 'updateExistingOffer' },
    titles: { en: 'Deauthorize CSP', fr: 'Supprimer l’autorisation CSP' },
  });
});

test('AUD-43 AUD-48 SUP-38 A request with a changed selection, another title or an empty section is not taken', async () => {
  const offer = await offerOpenTo(works, 'any');
  const send = (changes: Partial<typeof filledForm>) =>
    faultOf(
      works.as(offer.publisher, (work) =>
        requestChange(work, { ...filledForm, ...changes, offerId: offer.offerId, change: changeTo('none') }),
      ),
    );
  const fault = await send({ category: 'container', title: 'Remove them', description: '' });
  expect(fault).toMatchObject({ code: 'PublisherRequestInvalid', kind: 'invalid', details: { rule: { id: 'A16' } } });
  expect(fault.details.problems?.map(({ path }) => path)).toEqual(['category', 'title', 'description']);
});

test('SUP-38 One request about an offer waits at a time; taken back or decided, the next may come', async () => {
  const offer = await offerOpenTo(works, 'any');
  const attempts = await Promise.allSettled([1, 2, 3].map(() => requested(works, offer, changeTo('none'))));
  const taken = attempts.flatMap((one) => (one.status === 'fulfilled' ? [one.value] : []));
  expect(taken).toHaveLength(1);
  expect(await faultOf(requested(works, offer, changeTo('none')))).toMatchObject({ code: 'PublisherRequestOpen' });
  const { requestId } = taken[0]!.request;
  const { request } = await works.as(offer.publisher, (work) => withdrawRequest(work, requestId));
  expect(request).toMatchObject({ state: 'withdrawn', decidedBy: offer.publisher.name });
  expect(await faultOf(works.as(offer.publisher, (work) => withdrawRequest(work, requestId)))).toMatchObject({
    code: 'PublisherRequestDecided',
  });
  expect(await faultOf(approved(works, requestId))).toMatchObject({ code: 'PublisherRequestDecided' });
  await requested(works, offer, changeTo('none'));
});

test('SUP-38 A refusal says why, changes nothing, and is mailed in the publisher’s language', async () => {
  const offer = await offerOpenTo(works, 'any');
  await works.asSystem((work) =>
    sql`update tenant set language = 'fr-FR' where id = ${offer.publisher.tenantId}`.execute(work.db),
  );
  const { request } = await requested(works, offer, changeTo('none'));
  const before = await read(offer);
  const { request: decided, now } = await refused(request.requestId, 'Ask your partners first.');
  expect(decided).toMatchObject({ state: 'refused', reason: 'Ask your partners first.', decidedBy: operator.name });
  expect(now).toBeUndefined();
  expect(await read(offer)).toEqual(before);
  expect(await faultOf(refused(request.requestId, 'Once more.'))).toMatchObject({ code: 'PublisherRequestDecided' });
  const mails = await works.asSystem((work) =>
    sql<{ subject: string; text: string }>`select subject, text from mail
      where reason = ${`publisher-request/${request.requestId}`} and recipient = ${filledForm.contact.email}`.execute(
      work.db,
    ),
  );
  expect(mails.rows).toHaveLength(1);
  expect(mails.rows[0]!.subject).toContain('refusée');
  expect(mails.rows[0]!.text).toContain('Ask your partners first.');
});

test('SUP-38 A publisher sees its own requests only, the operator all of them by state', async () => {
  const [offer, other] = [await offerOpenTo(works, 'any'), await offerOpenTo(works, 'any')];
  const { request } = await requested(works, offer, changeTo('none'));
  const foreign = (await requested(works, other, changeTo('none'))).request.requestId;
  const size = 100;
  const own = await works.as(offer.publisher, (work) => ownRequests(work, { ...newest, size }));
  expect(own.items.map(({ requestId }) => requestId)).toEqual([request.requestId]);
  for (const attempt of [ownRequest, withdrawRequest]) {
    expect(await faultOf(works.as(offer.publisher, (work) => attempt(work, foreign)))).toMatchObject({
      code: 'PublisherRequestUnknown',
    });
  }
  const seen = await works.as(offer.publisher, (work) => sql`select id from publisher_request`.execute(work.db));
  expect(seen.rows).toEqual([{ id: request.requestId }]);
  await refused(foreign, 'No.');
  const desk = async (state?: 'submitted') =>
    (await works.asSystem((work) => deskRequests(work, { ...newest, filters: { state }, size }))).items;
  const open = await desk('submitted');
  expect(open.map(({ requestId }) => requestId)).toContain(request.requestId);
  expect(open.map(({ requestId }) => requestId)).not.toContain(foreign);
  const all = (await desk()).map(({ requestId }) => requestId);
  expect(all.length).toBeGreaterThan(open.length);
  expect(await walked(1)).toEqual(all);
});

/** All requests of the desk, read in pages. */
async function walked(size: number): Promise<string[]> {
  const ids: string[] = [];
  let after: string | undefined;
  do {
    const page = await works.asSystem((work) => deskRequests(work, { ...newest, size, after }));
    ids.push(...page.items.map(({ requestId }) => requestId));
    after = page.next;
  } while (after !== undefined);
  return ids;
}
