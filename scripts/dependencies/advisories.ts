/** `npm audit` over what is distributed, where an advisory server is reachable. */
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

interface Report {
  readonly metadata?: { readonly vulnerabilities?: Readonly<Record<string, number>> };
}

export type Advisories = { readonly reachable: false } | { readonly reachable: true; readonly serious: number };

const timeout = 60_000;

/** What npm printed: how many advisories are high or critical; no report when the registry has no advisories. */
export function readReport(text: string): Advisories {
  let report: Report;
  try {
    report = JSON.parse(text) as Report;
  } catch {
    return { reachable: false };
  }
  const found = report.metadata?.vulnerabilities;
  return found ? { reachable: true, serious: (found['high'] ?? 0) + (found['critical'] ?? 0) } : { reachable: false };
}

export async function askAdvisories(): Promise<Advisories> {
  const args = ['audit', '--omit=dev', '--json'];
  // Ends with 1 when it found something, and when nobody answers.
  const answer = await promisify(execFile)('npm', args, { timeout, maxBuffer: 50_000_000 }).catch(
    (error: { stdout?: string }) => ({ stdout: error.stdout ?? '' }),
  );
  return readReport(answer.stdout);
}
