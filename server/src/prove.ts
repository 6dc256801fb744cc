/** `comptoir prove`: the proof of a month, with every line item, file and document, and of the audit trail. */
import { setTimeout as pause } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { isGuid, monthOf, systemActor, type MonthText } from './kernel/index.ts';
import { verifySeal } from './modules/audit/index.ts';
import {
  accountsToProve,
  filesReadOf,
  monthBefore,
  printProof,
  proofExitCode,
  proofWork,
  proveMonth,
  requestProofs,
} from './modules/billing/index.ts';
import { clockwork } from './platform/clockwork.ts';
import type { Pools } from './platform/database.ts';
import { anyFailing } from './platform/due.ts';
import { createLog } from './platform/log.ts';
import { StartError } from './platform/start-error.ts';
import { workRunner, type Work, type WorkRunner } from './platform/work.ts';

/** Where the report and the progress go. */
type Out = Pick<Console, 'log' | 'error'>;

const options = { month: { type: 'string' }, partner: { type: 'string' }, sums: { type: 'boolean' } } as const;

/** `--sums`: compares charges and invoices only, which takes seconds. Answers the exit code. */
export async function proveCommand(pools: Pools, flags: readonly string[], out: Out): Promise<number> {
  const { values } = parseArgs({ args: [...flags], options });
  const runner = workRunner(pools, new Map());
  const system = asSystem(runner);
  const month = values.month ?? (await system((work) => Promise.resolve(monthBefore(monthOf(work.now)))));
  const partner = values.partner?.toLowerCase();
  if (partner !== undefined && !isGuid(partner)) throw new StartError('--partner takes the id of a tenant, a GUID.');
  const closed = await system((work) => accountsToProve(work, month));
  const accounts = partner ? closed.filter((account) => account === partner) : closed;
  if (partner && accounts.length === 0)
    out.log(`Account ${partner} has not closed ${month}: there is no file to read.`);
  const complete = values.sums ? true : await readEverything(runner, accounts, month, out);
  return system(async (work) => {
    const report = await proveMonth(work, { month, ...(partner ? { partnerTenantId: partner } : {}) });
    out.log(printProof(report));
    if (!complete) out.log('Not every invoice could be read: see “Due work”, kind “proofs”.');
    const broken = await verifySeal(work);
    out.log(
      broken === undefined
        ? 'Audit trail: every sealed event is as it was written.'
        : `Audit trail: event ${broken} was changed.`,
    );
    return broken === undefined && complete ? proofExitCode(report) : 1;
  });
}

type System = <Result>(body: (work: Work) => Promise<Result>) => Promise<Result>;

const asSystem =
  (runner: WorkRunner): System =>
  (body) =>
    runner.run<never, unknown>({ actor: systemActor, system: true }, body as never);

const lookEveryMs = 1000;

/** Has everything read here, or waits for the process that does; false when an account fails. */
async function readEverything(
  runner: WorkRunner,
  accounts: readonly string[],
  month: MonthText,
  out: Out,
): Promise<boolean> {
  const system = asSystem(runner);
  if (accounts.length > 0) await system((work) => requestProofs(work, accounts, month));
  const clock = clockwork(runner, { kinds: [proofWork], sweeps: [] }, createLog('error'));
  const look = () => system((work) => filesReadOf(work, accounts, month));
  const told = setInterval(
    () =>
      void look().then(
        ({ read, invoices }) => out.error(`${read} of ${invoices} invoices read`),
        () => undefined,
      ),
    lookEveryMs,
  );
  try {
    for (;;) {
      await clock.runDue();
      if ((await look()).state !== 'running') return true;
      if (await system((work) => anyFailing(work, proofWork, accounts))) return false;
      await pause(lookEveryMs);
    }
  } finally {
    clearInterval(told);
  }
}
