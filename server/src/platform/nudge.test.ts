import { setImmediate as turn } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { nudgeOf } from './nudge.ts';

const never = 3_600_000;

test('What several ask for while it waits for its moment is done once', async () => {
  const done: string[] = [];
  const nudge = nudgeOf(async () => void done.push('done'), 0);
  nudge.soon();
  nudge.soon();
  while (done.length === 0) await turn();
  await nudge.settled();
  expect(done).toEqual(['done']);
  nudge.soon();
  await nudge.settled();
  expect(done).toEqual(['done', 'done']);
});

test('Who waits until it is settled does not wait for its moment, and what is asked for while it runs is done after it', async () => {
  const done: number[] = [];
  const nudge = nudgeOf(async () => {
    if (done.push(done.length) === 1) nudge.soon();
    await turn();
  }, never);
  nudge.soon();
  await nudge.settled();
  expect(done).toEqual([0]);
  await nudge.settled();
  expect(done).toEqual([0, 1]);
  await nudge.settled();
  expect(done).toEqual([0, 1]);
});

test('Once stopped nothing begins any more, and what runs has ended', async () => {
  let ended = 0;
  const nudge = nudgeOf(async () => {
    await turn();
    ended += 1;
  }, 0);
  nudge.soon();
  const settled = nudge.settled();
  await turn();
  await nudge.stop();
  await settled;
  nudge.soon();
  await nudge.settled();
  expect(ended).toBeLessThanOrEqual(1);
  const unbegun = nudgeOf(async () => void (ended = 10), never);
  unbegun.soon();
  await unbegun.stop();
  expect(ended).not.toBe(10);
});
