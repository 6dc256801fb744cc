/** What a person does at sign-in after name and password, a page at a time, until nothing is left to do. */
import type { FastifyReply, FastifyRequest } from 'fastify';
import { isFault, systemActor } from '../../kernel/index.ts';
import { choosePassword, findUser, nextStep, type SignInStep, type User } from '../../modules/identity/index.ts';
import type { Context } from '../../platform/context.ts';
import { chooseLanguage, languageCookie, type Language } from './pages/language.ts';
import { formPageHeaders } from './pages/layout.ts';
import { choosePasswordPage } from './pages/step.ts';
import { texts } from './pages/texts.ts';
import { signInStates, type SignInState } from './sign-in-state.ts';
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

interface Standing {
  readonly proved: SignInState;
  readonly user: User;
  readonly step: SignInStep | undefined;
}

export function signInSteps(context: Context, finish: Finish): SignInSteps {
  const states = signInStates(context);
  const standingOf = async (proved: SignInState): Promise<Standing | undefined> => {
    const user = await context.runner.run<User | undefined, unknown>({ actor: systemActor, system: true }, (work) =>
      findUser(work, proved.accountId),
    );
    if (!user?.active) return undefined;
    return { proved, user, step: nextStep({ ...proved, mustChangePassword: user.mustChangePassword }) };
  };
  const found = async (visit: Visit) => {
    const proved = await states.find(visit.uid);
    return proved && standingOf(proved);
  };
  const goOn: SignInSteps['goOn'] = async (request, reply, visit, proved) => {
    const standing = await standingOf(proved);
    if (standing?.step) {
      await states.keep(visit.uid, proved);
      return showStep(request, reply, visit, standing.step);
    }
    await states.forget(visit.uid);
    return finish(request, reply, visit, proved);
  };
  return {
    goOn,
    async show(request, reply, visit) {
      const standing = await found(visit);
      return standing?.step && showStep(request, reply, visit, standing.step);
    },
    async take(request, reply, visit) {
      const standing = await found(visit);
      if (!standing?.step) return undefined;
      if (standing.step !== stepOf(request)) return showStep(request, reply, visit, standing.step);
      const language = chooseLanguage(request.headers, request.url);
      const problem = await takePassword(context, standing.user, formOf(request), language);
      if (problem) return showStep(request, reply, visit, standing.step, problem);
      return goOn(request, reply, visit, standing.proved);
    },
  };
}

/** What was wrong with the new password, as a sentence; undefined when the person has it now. */
export async function takePassword(
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
export function passwordProblemText(error: unknown, language: Language): string {
  const words = texts[language];
  if (!isFault(error)) throw error;
  if (error.code === 'PasswordUnchanged') return words.passwordUnchanged;
  if (error.code === 'Busy') return words.busy;
  const code = error.details.problems?.[0]?.code as keyof typeof problemTexts | undefined;
  if (error.code !== 'PasswordRefused' || !code) throw error;
  return words[problemTexts[code]];
}

export const formOf = (request: FastifyRequest) =>
  new URLSearchParams(typeof request.body === 'string' ? request.body : '');

/** Which step's page sent the form; undefined for the page of name and password. */
export function stepOf(request: FastifyRequest): string | undefined {
  return formOf(request).get('step') ?? undefined;
}

function showStep(
  request: FastifyRequest,
  reply: FastifyReply,
  visit: Visit,
  _step: SignInStep,
  problem?: string,
): FastifyReply {
  const language = chooseLanguage(request.headers, request.url);
  return reply
    .code(problem ? 400 : 200)
    .headers({
      ...formPageHeaders(visit.redirectUri || undefined),
      'set-cookie': languageCookie(language, visit.authority.origin.startsWith('https:')),
    })
    .send(choosePasswordPage({ language, address: request.url.split('?')[0]!, problem }));
}
