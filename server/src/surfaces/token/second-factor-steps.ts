/** The second factor at sign-in: asked for, set up where the organisation asks for one, and its recovery codes. */
import { randomBytes } from 'node:crypto';
import type { FastifyRequest } from 'fastify';
import { isFault, systemActor, type Actor } from '../../kernel/index.ts';
import {
  actorOf,
  askForSecondFactor,
  beginPasskey,
  begunApp,
  confirmSecondFactor,
  passkeysAt,
  proveSecondFactor,
  renewRecoveryCodes,
  type User,
} from '../../modules/identity/index.ts';
import type { Context } from '../../platform/context.ts';
import { sourceOf } from '../../platform/sign-in-limits.ts';
import type { Work } from '../../platform/work.ts';
import { enrolPage, recoveryPage, secondFactorPage } from './pages/second-factor.ts';
import { texts } from './pages/texts.ts';
import type { SignInState, SignInStates } from './sign-in-state.ts';
import { formOf, type StepPages } from './sign-in-step.ts';

export function secondFactorSteps(
  context: Context,
  states: SignInStates,
): Readonly<Record<'secondFactor' | 'enrol' | 'recovery', StepPages>> {
  return {
    secondFactor: proofStep(context, states),
    enrol: enrolStep(context),
    recovery: recoveryStep(context),
  };
}

/** The person itself, before it has a token. */
const inPerson = <Result>(
  { runner }: Context,
  user: User,
  proved: SignInState,
  body: (work: Work) => Promise<Result>,
): Promise<Result> => {
  const mfa = proved.amr.includes('mfa') ? { secondFactor: true as const } : {};
  const actor: Actor = { ...actorOf(user), ...mfa };
  return runner.run<Result, unknown>({ actor, system: true }, body);
};

const withSecondFactor = ({ challenge: _used, ...proved }: SignInState): SignInState => ({
  ...proved,
  amr: [...new Set([...proved.amr, 'mfa'])],
});

function proofStep(context: Context, states: SignInStates): StepPages {
  return {
    async show({ visit, proved, user }, page) {
      const challenge = randomBytes(32);
      const place = visit.authority.origin;
      const passkey = await context.runner.run({ actor: systemActor, system: true }, (work) =>
        askForSecondFactor(work, user, { place, challenge }),
      );
      if (passkey) await states.keep(visit.uid, { ...proved, challenge: challenge.toString('base64url') });
      return secondFactorPage({ ...page, passkey });
    },
    async take({ visit, proved, user }, request, language) {
      const words = texts[language];
      const { challenge, ...rest } = proved;
      // Signed or not, it counts once.
      if (challenge !== undefined) await states.keep(visit.uid, rest);
      const given = proofOf(request, visit.authority.origin, challenge);
      const from = { source: sourceOf(request), applicationName: visit.clientName };
      const outcome = await proveSecondFactor(context, user, given, from);
      if (outcome === 'proved') return { proved: withSecondFactor(proved) };
      if (outcome === 'tooMany') return { problem: words.tooManyCodes, status: 429 };
      return { problem: given.passkey ? words.passkeyWrong : words.codeWrong, status: 400 };
    },
  };
}

function proofOf(request: FastifyRequest, place: string, challenge: string | undefined) {
  const form = formOf(request);
  const credential = form.get('credential');
  if (!credential) return { code: (form.get('code') ?? '').slice(0, 100) };
  const bytes = Buffer.from(challenge ?? '', 'base64url');
  return { passkey: { place, challenge: bytes, response: credentialIn(credential) } };
}

/** What the browser made, as JSON; anything else is none. */
function credentialIn(text: string): unknown {
  try {
    return JSON.parse(text.slice(0, 20_000));
  } catch {
    return undefined;
  }
}

function enrolStep(context: Context): StepPages {
  return {
    async show({ visit, proved, user }, page) {
      const words = texts[page.language];
      const place = visit.authority.origin;
      const begun = await inPerson(context, user, proved, async (work) => ({
        app: await begunApp(work, context.secrets, words.factorApp),
        passkey: passkeysAt(place) ? await beginPasskey(work, place, words.factorPasskey) : undefined,
      }));
      return enrolPage({ ...page, ...begun });
    },
    async take({ visit, proved, user }, request, language) {
      const words = texts[language];
      const form = formOf(request);
      const credential = form.get('credential');
      const answer = credential ? { credential: credentialIn(credential) } : { code: form.get('code') ?? '' };
      const at = { secrets: context.secrets, place: visit.authority.origin };
      try {
        const codes = await inPerson(context, user, proved, (work) =>
          confirmSecondFactor(work, at, form.get('factor') ?? '', answer),
        );
        return { proved: { ...withSecondFactor(proved), codesToRead: true }, codes: codes ?? [] };
      } catch (error) {
        if (!isFault(error) || error.kind === 'internal') throw error;
        return { problem: credential ? words.passkeyWrong : words.codeWrong, status: 400 };
      }
    },
  };
}

function recoveryStep(context: Context): StepPages {
  return {
    async show({ proved, user }, page, codes) {
      // Shown once: whoever asks for the page again gets others.
      return recoveryPage({ ...page, codes: codes ?? (await inPerson(context, user, proved, renewRecoveryCodes)) });
    },
    take: ({ proved }) => Promise.resolve({ proved: { ...proved, codesToRead: false } }),
  };
}
