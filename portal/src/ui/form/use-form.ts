/**
 * The one way of a form: it is fed by the contract's schema of what it sends. Values that the contract refuses are told
 * at their field and sent nowhere; so is what the server refuses. While it is being sent it is not sent again.
 */
import { CallError } from '@comptoir/contracts/call';
import { useMutation } from '@tanstack/react-query';
import { useRef, useState, type FormEvent } from 'react';
import {
  get,
  set,
  useForm as useHookForm,
  type DefaultValues,
  type FieldErrors,
  type FieldPath,
  type FieldValues,
  type UseFormReturn,
} from 'react-hook-form';
import type { z } from 'zod';
import { useText } from '../text.tsx';
import { faultValues, fieldPath, filled, issueText, serverProblems, type FieldProblem } from './problems.ts';

interface FormOptions<Values extends FieldValues, Shape extends z.ZodType, Answer> {
  /** The contract of what is sent. */
  readonly shape: Shape;
  readonly start: Values;
  /** What is sent; the values, trimmed and without what is empty, unless given. */
  readonly body?: (values: Values) => unknown;
  /** The field in which a member of the body is typed, where the two are named differently. */
  readonly fieldOf?: (path: string) => FieldPath<Values> | undefined;
  /** What is wrong at a field, in words better than the general ones. */
  readonly words?: Partial<Record<FieldPath<Values>, string>>;
  /** What the contract cannot know. */
  readonly check?: (values: Values) => readonly (FieldProblem & { readonly path: FieldPath<Values> })[];
  /** The field that a refusal of the server is about, by its code. */
  readonly refusedAt?: Readonly<Record<string, FieldPath<Values>>>;
  /** Asked before it is sent; false: it is not sent, and what was typed stays. */
  readonly ask?: (values: Values) => boolean | Promise<boolean>;
  readonly send: (body: z.output<Shape>) => Promise<Answer>;
  readonly onSent?: (answer: Answer) => unknown;
  /** Begins anew once it was sent, for forms that stay on their page. */
  readonly startsAnew?: boolean;
}

export interface ContractForm<Values extends FieldValues> {
  readonly hook: UseFormReturn<Values>;
  /** Label of each field that is shown, in the order of the page. */
  readonly labels: Map<string, string>;
  readonly busy: boolean;
  readonly changed: boolean;
  readonly error: unknown;
  /** All problems, each with the label of its field. */
  readonly problems: readonly FieldProblem[];
  readonly submit: (event: FormEvent) => void;
}

export function useForm<Values extends FieldValues, Shape extends z.ZodType, Answer>(
  options: FormOptions<Values, Shape, Answer>,
): ContractForm<Values> {
  const t = useText();
  const [labels] = useState(() => new Map<string, string>());
  const sending = useRef(false);
  const bodyOf = (values: Values) => (options.body ?? filled)(values);
  const hook = useHookForm<Values>({
    defaultValues: options.start as DefaultValues<Values>,
    shouldFocusError: false,
    resolver: (values) => {
      const found = problemsOf(options, values, bodyOf(values), t);
      return found.length === 0 ? { values, errors: {} } : { values: {}, errors: nested<Values>(found) };
    },
  });
  const { isDirty, errors } = hook.formState;
  const mutation = useMutation({ mutationFn: options.send, onSuccess: options.onSent });
  const send = async (values: Values) => {
    if (options.ask && !(await options.ask(values))) return;
    try {
      await mutation.mutateAsync(options.shape.parse(bodyOf(values)));
      hook.reset(options.startsAnew ? options.start : values);
    } catch (error) {
      if (!(error instanceof CallError)) return;
      const refused = options.refusedAt?.[error.code];
      const whole = refused
        ? [{ path: refused, message: t.maybe(`errors.${error.code}`, faultValues(t, error.values)) ?? error.message }]
        : [];
      for (const { path, message } of [...whole, ...serverProblems(t, error)]) {
        const name = options.fieldOf?.(path) ?? path;
        if (labels.has(name)) hook.setError(name as FieldPath<Values>, { type: 'server', message });
      }
    }
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (sending.current) return;
    sending.current = true;
    mutation.reset();
    void hook
      .handleSubmit(send)()
      .finally(() => {
        sending.current = false;
      });
  };
  const problems = [...labels].flatMap(([path, label]) => {
    const message = (get(errors, path) as { message?: string } | undefined)?.message;
    return message ? [{ path, message: t('form.problem', { field: label, problem: message }) }] : [];
  });
  const busy = mutation.isPending;
  return { hook, labels, busy, changed: isDirty && !busy, error: mutation.error, problems, submit };
}

function problemsOf<Values extends FieldValues, Shape extends z.ZodType, Answer>(
  { shape, check, fieldOf, words }: FormOptions<Values, Shape, Answer>,
  values: Values,
  body: unknown,
  t: ReturnType<typeof useText>,
): readonly FieldProblem[] {
  const issues = shape.safeParse(body).error?.issues ?? [];
  const own = issues.map((issue) => {
    const path = fieldPath(issue.path);
    const name = fieldOf?.(path) ?? (path as FieldPath<Values>);
    return { path: name, message: words?.[name] ?? issueText(t, issue, body) };
  });
  return [...(check?.(values) ?? []), ...own];
}

/** Errors as react-hook-form keeps them; of several at a field the first. */
function nested<Values extends FieldValues>(problems: readonly FieldProblem[]): FieldErrors<Values> {
  const errors = {};
  for (const { path, message } of problems) {
    if (get(errors, path) === undefined) set(errors, path || 'root', { type: 'contract', message });
  }
  return errors;
}
