/** Support's only door: what publishers ask the operator for, and the desk where it is decided. */
export type { SupportEvents } from './events.ts';
export type { SupportFaultCode } from './faults.ts';
export type { RequestDetail } from './service/decide.ts';
export { approveRequest, deskRequest, deskRequests, refuseRequest } from './service/desk.ts';
export {
  openRequestOf,
  ownRequest,
  ownRequests,
  requestChange,
  requestForm,
  withdrawRequest,
  type RequestForm,
} from './service/requests.ts';
export type { PublisherRequest } from './store.ts';
export type { SupportTables } from './tables.ts';
