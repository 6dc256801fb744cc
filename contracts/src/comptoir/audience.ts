/**
 * Sync, import and export of an offer's CSP reseller audience, `/comptoir/v1/offers/{offerId}/audience/…`
 * (permission `offers.manage`; rules A12, A13).
 */
import { z } from 'zod';
import { csvFormat } from './lists.ts';
import { audiencePartner, mostAudiencePartners } from './offers.ts';
import { guid } from './words.ts';

// POST …/audience/sync: partners come into force on a live offer at once, nobody leaves
export const syncAudience = z.strictObject({
  partnerTenantIds: z
    .array(guid)
    .min(1, 'name at least one partner')
    .max(mostAudiencePartners, `must name at most ${mostAudiencePartners} partners`),
});
export const syncedAudience = z.object({
  /** The draft's revision now: the partners were added to its list too. */
  revision: z.number().int(),
  /** In force by this call. */
  added: z.array(guid),
  /** In force before, whether the request named them or not. */
  stayed: z.array(guid),
});

/** Most bytes of a file to import: room for five times the rows that are taken, so that too long a file is told so. */
export const audienceFileBytes = 24 * 1024 * 1024;

// POST …/audience/import, the file as text/csv
export const audienceFile = z
  .string('send the file as text/csv')
  .min(1, 'the file is empty')
  .max(audienceFileBytes, 'the file is larger than 24 MB');
const flag = z
  .enum(['true', 'false'])
  .default('false')
  .transform((text) => text === 'true');
export const importAudience = z.strictObject({
  /** Adds the partners to the draft's list; without it the file is only looked through. */
  commit: flag,
  /** With `commit`: adds the good rows although others are bad. */
  skipBadRows: flag,
});
export const importedAudience = z.object({
  /** Rows with content, without the header: partners + alreadyThere + repeated + problems. */
  rows: z.number().int(),
  /** Partners this call added to the draft: all of `partners`, or nobody. */
  imported: z.number().int(),
  alreadyThere: z.number().int(),
  repeated: z.number().int(),
  problems: z.array(
    z.object({
      /** As a spreadsheet counts: the header and empty rows count too. */
      row: z.number().int(),
      value: z.string(),
      code: z.enum(['PartnerIsReseller', 'PartnerNotActive', 'PartnerUnknown', 'TenantIdInvalid', 'TenantIdMissing']),
      message: z.string(),
    }),
  ),
  /** Those of the good rows that the draft's list did not have. */
  partners: z.array(audiencePartner),
  /** The draft's revision now. */
  revision: z.number().int(),
});
export type ImportedAudience = z.infer<typeof importedAudience>;

// GET …/audience/export → text/csv with the columns Tenant ID, Company, Location, Region
export const audienceExport = z.strictObject({ format: csvFormat });
