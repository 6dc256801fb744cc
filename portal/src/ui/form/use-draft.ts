/**
 * A form that is saved unfinished, and that several people may have open. When somebody else saves in between, nothing
 * is lost and nothing is overwritten unseen: what is no conflict is taken over once the person has seen it.
 */
import { CallError } from '@comptoir/contracts/call';
import { useEffect, useRef, useState } from 'react';
import type { DefaultValues, FieldValues } from 'react-hook-form';
import type { z } from 'zod';
import { useForm, type ContractForm, type FormOptions } from './use-form.ts';

interface Stored {
  readonly revision: number;
}

interface DraftOptions<Values extends FieldValues, Shape extends z.ZodType, Saved extends Stored, Foreign> extends Pick<
  FormOptions<Values, Shape, Saved>,
  'shape' | 'fieldOf' | 'placeOf' | 'onSent'
> {
  /** As it was saved last, by whomever. */
  readonly saved: Saved;
  readonly valuesOf: (saved: Saved) => Values;
  readonly body: (values: Values) => z.input<Shape>;
  /** Saves over the revision that was edited. */
  readonly save: (document: z.output<Shape>, base: Saved) => Promise<Saved>;
  /** What the server finds missing in what is saved, by the names of fields. */
  readonly missing: (name: string, values: Values) => string | undefined;
  /** It is told before anything was saved here. */
  readonly tellsAtOnce: boolean;
  /** How the changes of two people become one; without it, who saves second is refused. */
  readonly merging?: Merging<Values, Foreign>;
}

interface Merging<Values, Foreign> {
  /** Somebody else has saved: by the code of the refusal. What they saved is read anew. */
  readonly overtaken: string;
  readonly readAnew: () => Promise<unknown>;
  /** The changes of both, and those of the other one that are not among mine. */
  readonly merge: (base: Values, mine: Values, theirs: Values) => Merged<Values, Foreign>;
}

interface Merged<Values, Foreign> {
  readonly document: Values;
  readonly foreign: readonly Foreign[];
}

/** What somebody else saved under these edits; the person chooses before anything else happens. */
interface Conflict<Foreign> {
  readonly changes: readonly Foreign[];
  readonly keepMine: () => void;
  readonly takeTheirs: () => void;
}

export interface DraftForm<Values extends FieldValues, Foreign = unknown> extends ContractForm<Values> {
  readonly values: Values;
  /** What is missing is told: what is on the page is what was saved. */
  readonly tells: boolean;
  readonly told: (name: string) => string | undefined;
  /** Replaces members; nothing is kept until it is saved. */
  readonly change: (part: Partial<Values>) => void;
  readonly conflict: Conflict<Foreign> | undefined;
}

/** Not saved, since somebody else had saved: no problem to tell, but a choice to be made. */
class Overtaken extends Error {}

/** What was typed stays, and so does what is known to be wrong in it. */
const typing = { keepDefaultValues: true, keepErrors: true, keepIsSubmitted: true, keepSubmitCount: true };

export function useDraft<Values extends FieldValues, Shape extends z.ZodType, Saved extends Stored, Foreign>(
  options: DraftOptions<Values, Shape, Saved, Foreign>,
): DraftForm<Values, Foreign> {
  const { saved, valuesOf, body, merging } = options;
  const [base, setBase] = useState(saved);
  const sent = useRef<Values>(undefined);
  const text = (values: Values) => JSON.stringify(body(values));
  const over = (stored: Saved, values: Values) => {
    setBase(stored);
    form.hook.reset(values);
  };
  const form = useForm<Values, Shape, Saved>({
    ...options,
    start: valuesOf(base),
    body,
    send: (document) => {
      sent.current = structuredClone(form.hook.getValues());
      return savedOver(options, document, base);
    },
    settle: (stored) => {
      // What was typed while the save was under way goes on over what was saved.
      const [before, now, theirs] = [sent.current!, form.hook.getValues(), valuesOf(stored)];
      const later = text(now) === text(before) ? undefined : now;
      over(stored, later ? (merging?.merge(before, later, theirs).document ?? later) : theirs);
    },
  });
  const values = form.hook.watch();
  const changed = text(values) !== text(valuesOf(base));
  const moved = saved.revision > base.revision;
  const merged = moved && changed ? merging?.merge(valuesOf(base), values, valuesOf(saved)) : undefined;
  const held = merged !== undefined && merged.foreign.length > 0;
  useEffect(() => {
    // oxlint-disable-next-line react/set-state-in-effect -- fields cannot be filled anew while the page is drawn
    if (moved && !changed) over(saved, valuesOf(saved));
    else if (merged && !held) over(saved, merged.document);
  });
  const tells = (options.tellsAtOnce || form.sent) && !changed;
  return {
    ...form,
    values,
    changed,
    tells,
    told: (name) => (tells ? options.missing(name, values) : undefined),
    error: form.error instanceof Overtaken ? undefined : form.error,
    change: (part) => {
      form.hook.reset({ ...form.hook.getValues(), ...part } as DefaultValues<Values> & Values, typing);
      if (form.problems.length > 0) void form.hook.trigger();
    },
    conflict: held
      ? {
          changes: merged.foreign,
          keepMine: () => over(saved, merged.document),
          takeTheirs: () => over(saved, valuesOf(saved)),
        }
      : undefined,
  };
}

async function savedOver<Values extends FieldValues, Shape extends z.ZodType, Saved extends Stored, Foreign>(
  { save, merging }: DraftOptions<Values, Shape, Saved, Foreign>,
  document: z.output<Shape>,
  base: Saved,
): Promise<Saved> {
  try {
    return await save(document, base);
  } catch (error) {
    if (!merging || !(error instanceof CallError && error.code === merging.overtaken)) throw error;
    await merging.readAnew();
    throw new Overtaken();
  }
}
