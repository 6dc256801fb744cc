/** Mutants that change nothing anybody can see, so that no test can notice them: each with its reason. */
interface Equivalent {
  readonly file: string;
  /** As `npm run mutate` prints it. */
  readonly change: string;
  readonly because: string;
}

export const equivalent: readonly Equivalent[] = [
  {
    file: 'server/src/modules/billing/domain/month.ts',
    change: 'occurred < openMonth → occurred <= openMonth',
    because: 'Both answers are the same month when the two are equal.',
  },
  {
    file: 'server/src/programme/markets.ts',
    change: "'validFrom' in row → true",
    because: 'A row without the member has no such bound either.',
  },
  {
    file: 'server/src/programme/markets.ts',
    change: "'validTo' in row → true",
    because: 'A row without the member has no such bound either.',
  },
];
