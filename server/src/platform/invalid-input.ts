/** The fault for input of a wrong shape: every problem at once, each with where it is. */
import { Fault, type Problem } from '../kernel/index.ts';

export function invalidInput(problems: readonly Problem[]): Fault {
  const message = problems
    .map((problem) => (problem.path ? `${problem.path}: ${problem.message}` : problem.message))
    .join('; ');
  return new Fault('InvalidInput', 'invalid', {
    message,
    problems,
    ...(problems[0]?.path ? { target: problems[0].path } : {}),
  });
}

/** `plans[0].prices[2].amount`, as everywhere. */
export function pathText(steps: readonly PropertyKey[]): string {
  return steps
    .map(String)
    .reduce((path, step) => (/^\d+$/.test(step) ? `${path}[${step}]` : path === '' ? step : `${path}.${step}`), '');
}
