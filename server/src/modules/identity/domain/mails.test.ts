import { expect, test } from 'vitest';
import { invitationMail } from './invitation-mails.ts';
import { addressChangedMail, forgottenPasswordMail, passwordChangedMail, passwordResetMail } from './mails.ts';
import { secondFactorMail } from './second-factor-mails.ts';

const person = { displayName: 'Zoë İß 株\nhttps://evil.example', userPrincipalName: 'zoe@contoso.example' };
const at = Temporal.Instant.from('2027-01-01T09:05:00Z');
const link = 'https://portal.example/password-reset#token';
const telling = (news: 'added' | 'removed' | 'reset') => (language: string) =>
  secondFactorMail(person, { news, name: 'Téléphone', at }, language);

test.for([
  ['a change of the password', (language: string) => passwordChangedMail(person, at, language)],
  ['a change of the address', (language: string) => addressChangedMail(person, at, language)],
  ['another password', (language: string) => passwordResetMail(person, at, language)],
  ['a second factor that was added', telling('added')],
  ['a second factor that was removed', telling('removed')],
  ['second factors that were reset', telling('reset')],
] as const)('A mail about %s greets, names the account and the minute, and says what to do', ([, mail]) => {
  for (const [language, hello, moment] of [
    ['fr-CH', 'Bonjour', '1er janvier 2027 à 09:05 (UTC)'],
    ['en', 'Hello', '1 January 2027 at 09:05 (UTC)'],
    ['de', 'Hello', '1 January 2027 at 09:05 (UTC)'],
  ] as const) {
    const { subject, text } = mail(language);
    expect(subject).not.toBe('');
    const [greeting, what, otherwise, rest] = text.replaceAll(/[^\S\n]/g, ' ').split('\n\n');
    expect(greeting).toMatch(new RegExp(`^${hello} Zoë İß 株.*,$`));
    expect(text).not.toContain('https://evil.example');
    expect(what).toContain('zoe@contoso.example');
    expect(what).toContain(moment);
    expect(otherwise).toMatch(/(administrat|contact)/);
    expect([otherwise!.at(-1), rest]).toEqual(['\n', undefined]);
  }
});

test('Each kind of news has words of its own in both languages', () => {
  const all = ['fr', 'en'].flatMap((language) =>
    (['added', 'removed', 'reset'] as const).map((news) => telling(news)(language)),
  );
  expect(new Set(all.map(({ subject }) => subject)).size).toBe(6);
  expect(new Set(all.map(({ text }) => text)).size).toBe(6);
});

test('The mail for who forgot the password has the link alone on its line', () => {
  for (const language of ['fr', 'en']) {
    const { text } = forgottenPasswordMail(person, link, language);
    expect(text.split('\n')).toContain(link);
    expect(text).toContain('zoe@contoso.example');
  }
});

test('An invitation names who invites to what and until when; a person without a name is greeted without one', () => {
  const until = Temporal.Instant.from('2027-01-08T00:00:00Z');
  const words = { inviter: 'Ada', organisation: 'Contoso', displayName: 'Zoë', link, until };
  for (const [language, hello, day] of [
    ['fr', 'Bonjour', '8 janvier 2027'],
    ['en', 'Hello', '8 January 2027'],
  ] as const) {
    const { subject, text } = invitationMail(words, language);
    expect(subject).toMatch(/^Ada .* Contoso$/);
    expect(text.split('\n')[0]).toBe(`${hello} Zoë,`);
    expect(text).toContain(day);
    expect(text.split('\n')).toContain(link);
    expect(invitationMail({ ...words, displayName: '' }, language).text.split('\n')[0]).toBe(`${hello},`);
  }
});
