/** What publishers' programs send, with names in any case, as their libraries write them (client expectations, section 1.1). */
import * as wire from '@comptoir/contracts/saas-fulfillment';
import { usageReportQuery as reportQuery } from '@comptoir/contracts/saas-metering';
import { bind, wireEnum } from '../partner-center/binding.ts';

export const versionQuery = bind(wire.versionQuery);
export const listQuery = bind(wire.listQuery);
export const planQuery = bind(wire.planQuery);
export const usageReportQuery = bind(reportQuery);
/** Optional: an empty body says nothing. */
export const activation = bind(wire.activation.nullish());
export const operationAnswer = bind(wire.operationAnswer.extend({ status: wireEnum(wire.operationAnswers) }));
export const saasPatch = bind(wire.saasPatch);
