import { Writable } from 'node:stream';
import { expect, test } from 'vitest';
import { createLog, forPeople } from './log.ts';

function collected() {
  let text = '';
  const stream = new Writable({
    write(chunk: Buffer, _encoding, done) {
      text += chunk.toString();
      done();
    },
  });
  return { stream, text: () => text };
}

test('A log entry is one line of JSON, and secrets are not in it', () => {
  const { stream, text } = collected();
  createLog('info', stream).info({ user: { password: 'p' }, correlationId: 'c1' }, 'done');
  expect(JSON.parse(text())).toMatchObject({ msg: 'done', user: { password: '[Redacted]' }, correlationId: 'c1' });
});

test('In a terminal an entry is a line for people: level, words, what belongs to it', () => {
  const { stream, text } = collected();
  createLog('info', forPeople(stream)).warn({ source: '::1', user: { password: 'p' } }, 'too many wrong passwords');
  expect(text()).toMatch(/WARN.*too many wrong passwords.*"source":"::1"/);
  expect(text()).not.toMatch(/^\{|"password":"p"/);
  expect(text().trim().split('\n')).toHaveLength(1);
});
