/** The only door to the windows of cancellation that the operator chose. */
export type { CancellationPolicyEvents } from './events.ts';
export type { CancellationPolicyFaultCode } from './faults.ts';
export { cancellationPolicies, chosenWindows, setPolicy, withdrawPolicy, type Policy } from './service.ts';
export type { CancellationPolicyTables } from './tables.ts';
