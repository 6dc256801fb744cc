/** What a step of a sign-in is to the others: where the person stands, what its pages are given and answer. */
import type { FastifyRequest } from 'fastify';
import type { SignInStep, User } from '../../modules/identity/index.ts';
import type { Language } from './pages/language.ts';
import type { StepPage } from './pages/step.ts';
import type { SignInState } from './sign-in-state.ts';
import type { Visit } from './visit.ts';

/** Where a person stands in a sign-in. */
export interface Standing {
  readonly visit: Visit;
  readonly proved: SignInState;
  readonly user: User;
  readonly step: SignInStep | undefined;
}

/** What a page's form led to: something was wrong, or what is proved from now on. */
export type Taken =
  | { readonly problem: string; readonly status: number }
  | { readonly proved: SignInState; readonly codes?: readonly string[] };

/** A step's pages: what it shows, and what it makes of the form. `codes`: those that were made just now. */
export interface StepPages {
  show(standing: Standing, page: StepPage, codes?: readonly string[]): Promise<string>;
  take(standing: Standing, request: FastifyRequest, language: Language): Promise<Taken>;
}

export const formOf = (request: FastifyRequest) =>
  new URLSearchParams(typeof request.body === 'string' ? request.body : '');

/** Which step's page sent the form; undefined for the page of name and password. */
export function stepOf(request: FastifyRequest): string | undefined {
  return formOf(request).get('step') ?? undefined;
}
