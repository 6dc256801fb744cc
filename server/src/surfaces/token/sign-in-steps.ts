/** What a person does at sign-in after name and password, a page at a time, until nothing is left to do. */
import type { FastifyReply, FastifyRequest } from 'fastify';
import { isFault, systemActor } from '../../kernel/index.ts';
import {
  choosePassword,
  findUser,
  nextStep,
  secondFactorFacts,
  type SecondFactorFacts,
  type SignInStep,
  type User,
} from '../../modules/identity/index.ts';
import type { Context } from '../../platform/context.ts';
import { chooseLanguage, languageCookie, type Language } from './pages/language.ts';
import { formPageHeaders } from './pages/layout.ts';
import { choosePasswordPage } from './pages/step.ts';
import { texts } from './pages/texts.ts';
import { secondFactorSteps } from './second-factor-steps.ts';
import { signInStates, type SignInState, type SignInStates } from './sign-in-state.ts';
import { formOf, stepOf, type Standing, type StepPages } from './sign-in-step.ts';
import type { Visit } from './visit.ts';

type Answered = Promise<FastifyReply>;
type Finish = (request: FastifyRequest, reply: FastifyReply, visit: Visit, proved: SignInState) => Answered;

export interface SignInSteps {
  /** The page of what is left to do, or the end of the sign-in. */
  goOn(request: FastifyRequest, reply: FastifyReply, visit: Visit, proved: SignInState): Answered;
  /** The page again, for the language switch; undefined when nothing was proved yet. */
  show(request: FastifyRequest, reply: FastifyReply, visit: Visit): Promise<FastifyReply | undefined>;
  /** Takes what the page sent; undefined when nothing was proved, or too long ago. */
  take(request: FastifyRequest, reply: FastifyReply, visit: Visit): Promise<FastifyReply | undefined>;
}

export function signInSteps(context: Context, finish: Finish): SignInSteps {
  const states = signInStates(context);
  const pages: Readonly<Record<SignInStep, StepPages>> = {
    password: passwordStep(context),
    ...secondFactorSteps(context, states),
  };
  const showStep = async (
    request: FastifyRequest,
    reply: FastifyReply,
    standing: Standing & { readonly step: SignInStep },
    { problem, status = 200, codes }: { problem?: string; status?: number; codes?: readonly string[] } = {},
  ) => {
    const language = chooseLanguage(request.headers, request.url);
    const body = await pages[standing.step].show(standing, { language, address: addressOf(request), problem }, codes);
    return reply
      .code(status)
      .headers({
        ...formPageHeaders(standing.visit.redirectUri || undefined),
        'set-cookie': languageCookie(language, standing.visit.authority.origin.startsWith('https:')),
      })
      .send(body);
  };
  const goOn = async (
    request: FastifyRequest,
    reply: FastifyReply,
    visit: Visit,
    proved: SignInState,
    codes?: readonly string[],
  ) => {
    const standing = await standingOf(context, visit, proved);
    if (standing && isUnderWay(standing)) {
      await states.keep(visit.uid, proved);
      return showStep(request, reply, standing, codes ? { codes } : {});
    }
    await states.forget(visit.uid);
    return finish(request, reply, visit, proved);
  };
  return {
    goOn,
    async show(request, reply, visit) {
      const standing = await found(context, states, visit);
      return standing && isUnderWay(standing) ? showStep(request, reply, standing) : undefined;
    },
    async take(request, reply, visit) {
      const standing = await found(context, states, visit);
      if (!standing || !isUnderWay(standing)) return undefined;
      if (standing.step !== stepOf(request)) return showStep(request, reply, standing);
      const language = chooseLanguage(request.headers, request.url);
      const taken = await pages[standing.step].take(standing, request, language);
      if ('problem' in taken) return showStep(request, reply, standing, taken);
      return goOn(request, reply, visit, taken.proved, taken.codes);
    },
  };
}

const isUnderWay = (standing: Standing): standing is Standing & { readonly step: SignInStep } =>
  standing.step !== undefined;

async function found(context: Context, states: SignInStates, visit: Visit): Promise<Standing | undefined> {
  const proved = await states.find(visit.uid);
  return proved && standingOf(context, visit, proved);
}

async function standingOf(context: Context, visit: Visit, proved: SignInState): Promise<Standing | undefined> {
  type Known = { readonly user: User; readonly facts: SecondFactorFacts } | undefined;
  const known = await context.runner.run<Known, unknown>({ actor: systemActor, system: true }, async (work) => {
    const user = await findUser(work, proved.accountId);
    return user?.active ? { user, facts: await secondFactorFacts(work, user) } : undefined;
  });
  if (!known) return undefined;
  const { user, facts } = known;
  const step = nextStep({
    ...facts,
    chosen: proved.chosen,
    external: proved.external,
    mustChangePassword: user.mustChangePassword,
    provedTwice: proved.amr.includes('mfa'),
    codesToRead: proved.codesToRead ?? false,
  });
  return { visit, proved, user, step };
}

function passwordStep(context: Context): StepPages {
  return {
    show: (_standing, page) => Promise.resolve(choosePasswordPage(page)),
    async take({ user, proved }, request, language) {
      const problem = await takePassword(context, user, formOf(request), language);
      return problem ? { problem, status: 400 } : { proved };
    },
  };
}

/** What was wrong with the new password, as a sentence; undefined when the person has it now. */
async function takePassword(
  context: Context,
  user: User,
  form: URLSearchParams,
  language: Language,
): Promise<string | undefined> {
  const words = texts[language];
  const [next, again] = [form.get('new-password') ?? '', form.get('again') ?? ''];
  if (next !== again) return words.passwordDiffers;
  try {
    await choosePassword(context.runner, user.id, next);
    return undefined;
  } catch (error) {
    return passwordProblemText(error, language);
  }
}

const problemTexts = {
  'password.tooShort': 'passwordTooShort',
  'password.tooLong': 'passwordTooLong',
  'password.ownName': 'passwordOwnName',
  'password.untypable': 'passwordUntypable',
  'password.guessed': 'passwordGuessed',
} as const;

/** Why a password was not taken; what is no refusal of a password is thrown on. */
function passwordProblemText(error: unknown, language: Language): string {
  const words = texts[language];
  if (!isFault(error)) throw error;
  if (error.code === 'PasswordUnchanged') return words.passwordUnchanged;
  if (error.code === 'Busy') return words.busy;
  const code = error.details.problems?.[0]?.code as keyof typeof problemTexts | undefined;
  if (error.code !== 'PasswordRefused' || !code) throw error;
  return words[problemTexts[code]];
}

const addressOf = (request: FastifyRequest) => request.url.split('?')[0]!;
