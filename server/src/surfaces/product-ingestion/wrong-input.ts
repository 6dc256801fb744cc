/** What is wrong with a request's parameters: an invalid request, where a body is one that its schema does not fit. */
import type { FastifySchemaValidationError } from 'fastify';
import { Fault } from '../../kernel/index.ts';
import { invalidInput, pathText } from '../../platform/invalid-input.ts';

export function wrongInput(errors: readonly FastifySchemaValidationError[], where: string): Fault {
  const problems = errors.map(({ instancePath, keyword, message = 'invalid' }) => ({
    path: pathText(instancePath.split('/').slice(1)),
    code: where === 'querystring' ? 'invalidRequest' : keyword,
    message,
  }));
  if (where !== 'querystring') return invalidInput(problems);
  const { path, message } = problems[0]!;
  return new Fault('InvalidInput', 'invalid', { message: `${path} ${message}`, target: path, problems });
}
