/** A customer's qualifications and the state of its account over Partner Center v1. */
import { CallError } from '@comptoir/contracts/call';
import {
  customerQualification,
  customerQualifications,
  validationCodes,
  validationStatus,
  type NewQualification,
} from '@comptoir/contracts/partner-center/qualifications';
import { queryOptions } from '@tanstack/react-query';
import { ask } from '../../api/client.ts';
import { customerPath } from './queries.ts';

export const qualificationsQuery = (customerId: string) =>
  queryOptions({
    queryKey: ['customers', customerId, 'qualifications'],
    queryFn: () => ask(`${customerPath(customerId)}/qualifications`, customerQualifications),
  });

export function requestQualification(customerId: string, body: NewQualification) {
  return ask(`${customerPath(customerId)}/qualifications`, customerQualification, { method: 'POST', body });
}

export const validationCodesQuery = queryOptions({
  queryKey: ['customers', 'validation-codes'],
  queryFn: () => ask('/v1/customers/all/validations', validationCodes),
});

/** Null: the account was never looked at. */
export const accountStatusQuery = (customerId: string) =>
  queryOptions({
    queryKey: ['customers', customerId, 'account-status'],
    queryFn: async () => {
      try {
        return await ask(`${customerPath(customerId)}/validationStatus`, validationStatus, {
          query: { type: 'account' },
        });
      } catch (error) {
        if (error instanceof CallError && error.status === 404) return null;
        throw error;
      }
    },
  });
