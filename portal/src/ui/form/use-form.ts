/**
 * The one way of a form: it is fed by the contract's schema of what it sends. Values that the contract refuses are told
 * at their field and sent nowhere; so is what the server refuses. While it is being sent it is not sent again.
 */
import { CallError } from '@comptoir/contracts/call';
import { useMutation } from '@tanstack/react-query';
import { useEffect, useRef, useState, type FormEvent } from 'react';
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
import { useText, type Text } from '../text.tsx';
import { faultValues, fieldPath, filled, issueText, serverProblems, type FieldProblem } from './problems.ts';

export interface FormOptions<Values extends FieldValues, Shape extends z.ZodType, Answer> {
  /** The contract of what is sent. */
  readonly shape: Shape;
  readonly start: Values;
  /** What is sent; the values, trimmed and without what is empty, unless given. */
  readonly body?: (values: Values) => unknown;
  /** Where a member of the body stands that has no field on this page. */
  readonly placeOf?: (path: string) => string;
  /** The field in which a member of the body is typed, where the two are named differently. */
  readonly fieldOf?: (path: string) => FieldPath<Values> | undefined;
  /** What is wrong at a field, in words better than the general ones. */
  readonly words?: Partial<Record<FieldPath<Values>, string>>;
  /** What the contract cannot know. */
  readonly check?: (values: Values) => readonly (FieldProblem & { readonly path: FieldPath<Values> })[];
  /** The field that a refusal of the server is about, by its code. */
  readonly refusedAt?: Readonly<Record<string, FieldPath<Values>>>;
  /** What the server would refuse is told before the person is asked; it writes nothing. */
  readonly rehearse?: (body: z.output<Shape>) => Promise<unknown>;
  /** Asked before it is sent; false: it is not sent, and what was typed stays. */
  readonly ask?: (values: Values) => boolean | Promise<boolean>;
  readonly send: (body: z.output<Shape>) => Promise<Answer>;
  readonly onSent?: (answer: Answer) => unknown;
  /** What the form holds from now on; what was sent unless given. */
  readonly settle?: (answer: Answer) => void;
  /** Begins anew once it was sent, for forms that stay on their page. */
  readonly startsAnew?: boolean;
}

export interface ContractForm<Values extends FieldValues> {
  readonly hook: UseFormReturn<Values>;
  /** Label of each field that is shown, in the order of the page. */
  readonly labels: Map<string, string>;
  /** What the server found wrong at a field, of what was saved before. */
  readonly told?: (name: string) => string | undefined;
  readonly busy: boolean;
  readonly changed: boolean;
  /** It was sent, and nothing was sent since. */
  readonly sent: boolean;
  readonly error: unknown;
  /** All problems, each with the label of its field. */
  readonly problems: readonly FieldProblem[];
  readonly submit: (event: FormEvent) => void;
  /** The same without an event; `then` is done once it is sent and the page holds what was sent. */
  readonly send: (then?: () => void) => void;
}

/** The person said no when asked: nothing to tell. */
class Declined extends Error {}

export function useForm<Values extends FieldValues, Shape extends z.ZodType, Answer>(
  options: FormOptions<Values, Shape, Answer>,
): ContractForm<Values> {
  const t = useText();
  const [labels] = useState(() => new Map<string, string>());
  const sending = useRef(false);
  // Once the page is drawn as it was saved: before, whoever leaves it is still asked about unsaved changes.
  const [after, setAfter] = useState<{ readonly go: () => void }>();
  useEffect(() => after?.go(), [after]);
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
  const mutation = useMutation({
    mutationFn: (values: Values) => sent(options, values, options.shape.parse(bodyOf(values))),
    onSuccess: options.onSent,
  });
  const sendValues = async (values: Values) => {
    try {
      await mutation.mutateAsync(values);
      if (!options.settle) hook.reset(options.startsAnew ? options.start : values);
      return true;
    } catch (error) {
      if (!(error instanceof CallError)) return false;
      for (const { path, message } of refusedFields(options, error, t)) {
        if (labels.has(path)) hook.setError(path as FieldPath<Values>, { type: 'server', message });
      }
      return false;
    }
  };
  const send = (then?: () => void) => {
    if (sending.current) return;
    sending.current = true;
    mutation.reset();
    const all = hook.handleSubmit(async (values) => {
      if ((await sendValues(values)) && then) setAfter({ go: then });
    });
    void all().finally(() => {
      sending.current = false;
    });
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    // A dialog's form may stand inside the form of a page.
    event.stopPropagation();
    send();
  };
  const { isPending: busy, isSuccess } = mutation;
  const error = mutation.error instanceof Declined ? null : mutation.error;
  const problems = summedUp(labels, errors, options.placeOf, t);
  return { hook, labels, busy, changed: isDirty && !busy, sent: isSuccess, error, problems, submit, send };
}

/** Rehearsed, asked about, and sent. */
async function sent<Values extends FieldValues, Shape extends z.ZodType, Answer>(
  { rehearse, ask, send, settle }: FormOptions<Values, Shape, Answer>,
  values: Values,
  body: z.output<Shape>,
): Promise<Answer> {
  await rehearse?.(body);
  if (ask && !(await ask(values))) throw new Declined();
  const answer = await send(body);
  settle?.(answer);
  return answer;
}

/** What a refusal of the server says of each field. */
function refusedFields<Values extends FieldValues, Shape extends z.ZodType, Answer>(
  { refusedAt, fieldOf }: FormOptions<Values, Shape, Answer>,
  error: CallError,
  t: Text,
): readonly FieldProblem[] {
  const refused = refusedAt?.[error.code];
  const message = t.maybe(`errors.${error.code}`, faultValues(t, error.values)) ?? error.message;
  return [
    ...(refused ? [{ path: refused, message }] : []),
    ...serverProblems(t, error).map((problem) => ({ ...problem, path: fieldOf?.(problem.path) ?? problem.path })),
  ];
}

/** Each problem with the label of its field, in the order of the page; then those that have no field on it. */
function summedUp(
  labels: ReadonlyMap<string, string>,
  errors: object,
  placeOf: ((path: string) => string) | undefined,
  t: Text,
): readonly FieldProblem[] {
  const found = new Map(messagesIn(errors));
  const named = ([path, label]: readonly [string, string]) => {
    const problem = found.get(path);
    return problem === undefined
      ? []
      : [{ path, message: t('form.problem', { field: label.replace(/\.$/, ''), problem }) }];
  };
  const elsewhere = placeOf ? [...found.keys()].filter((path) => !labels.has(path)) : [];
  return [...[...labels].flatMap(named), ...elsewhere.flatMap((path) => named([path, placeOf!(path)]))];
}

/** Paths and messages of errors as react-hook-form keeps them. */
function messagesIn(errors: object, above = ''): readonly (readonly [path: string, message: string])[] {
  return Object.entries(errors).flatMap(([step, each]: [string, unknown]) => {
    if (!each || typeof each !== 'object') return [];
    const path = `${above}${step}`;
    const { message } = each as { message?: unknown };
    return typeof message === 'string' ? [[path, message] as const] : messagesIn(each, `${path}.`);
  });
}

function problemsOf<Values extends FieldValues, Shape extends z.ZodType, Answer>(
  { shape, check, fieldOf, words }: FormOptions<Values, Shape, Answer>,
  values: Values,
  body: unknown,
  t: Text,
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
