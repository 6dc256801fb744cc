/** What this module tells the rest of the house. */
export interface CancellationPolicyEvents {
  CancellationPolicySet: {
    readonly effectiveFrom: string;
    readonly monthlyHours: number;
    readonly otherHours: number;
    readonly source: string;
  };
  CancellationPolicyWithdrawn: { readonly effectiveFrom: string };
}
