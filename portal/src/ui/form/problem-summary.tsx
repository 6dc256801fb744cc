/** All problems of a form in one place, taking the focus when they appear. */
import { CallError } from '@comptoir/contracts/call';
import { useEffect, useRef } from 'react';
import { useFaultText } from '../fault.ts';
import { useText } from '../text.tsx';
import { Message } from '../message.tsx';
import { useHush } from '../toast.tsx';
import { toldProblems, type FieldProblem } from './problems.ts';

export function ProblemSummary(props: { error?: unknown; problems?: readonly FieldProblem[] }) {
  const t = useText();
  const words = useFaultText();
  const box = useRef<HTMLDivElement>(null);
  const fault = props.error instanceof CallError ? props.error : undefined;
  const problems = props.problems?.length ? props.problems : fault ? toldProblems(t, fault) : [];
  // A session that ended is the frame's matter: its dialog must keep the focus.
  const ended = fault?.status === 401;
  const shown = !ended && (problems.length > 0 || (props.error !== undefined && props.error !== null));
  useEffect(() => {
    if (shown) box.current?.focus();
  }, [shown, props.error]);
  useHush(shown);
  if (!shown) return null;
  return (
    <Message tone="bad" alert ref={box}>
      <strong>{problems.length > 0 ? t('form.problems', { count: problems.length }) : words(props.error)}</strong>
      {problems.length > 0 ? (
        <ul className="bullets">
          {problems.map((problem) => (
            <li key={`${problem.path} ${problem.message}`}>{problem.message}</li>
          ))}
        </ul>
      ) : null}
      {fault && fault.status >= 500 ? (
        <p>
          {t('state.correlation')} <code>{fault.correlationId}</code>
        </p>
      ) : null}
    </Message>
  );
}
