import { describe, expect, test } from 'vitest';
import { Wishes } from './wishes.ts';

function numbered() {
  let number = 0;
  return new Wishes(() => `id ${(number += 1)}`);
}

const lost = async (): Promise<never> => {
  throw new TypeError('Failed to fetch');
};

describe('one request id for one wish', () => {
  test('a retry after a lost answer goes out under the same id, and the wish after it under a new one', async () => {
    const wishes = numbered();
    const sent: string[] = [];
    const send = async (id: string) => void sent.push(id);
    await expect(wishes.fulfil('POST /a', '1', async (id) => send(id).then(lost))).rejects.toThrow('Failed to fetch');
    await wishes.fulfil('POST /a', '1', send);
    await wishes.fulfil('POST /a', '1', send);
    expect(sent).toEqual(['id 1', 'id 1', 'id 2']);
  });

  test('a changed wish gets a new id, and so does the first one when it is wished again after that', async () => {
    const wishes = numbered();
    const ids: string[] = [];
    const fail = async (id: string) => {
      ids.push(id);
      return lost();
    };
    for (const body of ['1', '2', '1']) await wishes.fulfil('PUT /a', body, fail).catch(() => undefined);
    await wishes.fulfil('PUT /b', '1', fail).catch(() => undefined);
    expect(ids).toEqual(['id 1', 'id 2', 'id 3', 'id 4']);
  });

  test('pressed twice, it is sent once and both get the answer', async () => {
    const wishes = numbered();
    let sent = 0;
    const send = async (id: string) => {
      sent += 1;
      await Promise.resolve();
      return id;
    };
    const both = [wishes.fulfil('POST /a', '1', send), wishes.fulfil('POST /a', '1', send)];
    expect(await Promise.all(both)).toEqual(['id 1', 'id 1']);
    expect(sent).toBe(1);
  });

  test('a late answer of one wish does not settle another of the same place', async () => {
    const wishes = numbered();
    const first = Promise.withResolvers<string>();
    const early = wishes.fulfil('POST /a', '1', () => first.promise);
    await wishes.fulfil('POST /a', '2', lost).catch(() => undefined);
    first.resolve('done');
    await early;
    expect(await wishes.fulfil('POST /a', '2', async (id) => id)).toBe('id 2');
  });

  test('forgets the oldest of too many', async () => {
    const wishes = numbered();
    for (let place = 0; place <= 100; place += 1)
      await wishes.fulfil(`POST /${place}`, '', lost).catch(() => undefined);
    expect(await wishes.fulfil('POST /100', '', async (id) => id)).toBe('id 101');
    expect(await wishes.fulfil('POST /0', '', async (id) => id)).toBe('id 102');
  });
});
