/**
 * Whom a publisher may name in the audience of an offer, `/comptoir/v1/partners…` (permission `offers.manage`): active
 * direct partners and providers (rule A29), found by name or tenant id and by filters (rules A7, A8).
 */
import { z } from 'zod';
import { audiencePartner } from './offers.ts';
import { countryCode, searchText } from './words.ts';

/** Levels of competency, the best first. */
export const competencies = ['gold', 'silver'] as const;
export const competency = z.enum(competencies);

/** Areas a partner is skilled in. */
export const skills = [
  'ai-machine-learning',
  'app-development',
  'backup-recovery',
  'business-applications',
  'cloud-migration',
  'collaboration',
  'compliance',
  'data-analytics',
  'devops',
  'hosting',
  'identity-access',
  'industry-iot',
  'managed-services',
  'networking',
  'security',
  'training',
] as const;
export const skill = z.enum(skills);

export const mostPickerRows = 50;

/** A filter: `country=FR&country=BE` or `country=FR,BE`. */
const listOf = <Item extends z.ZodType<string, string>>(item: Item, most: number) =>
  z
    .union([z.string(), z.array(z.string())])
    .default([])
    .transform((value) => [value].flat().flatMap((text) => text.split(',').filter((part) => part !== '')))
    .pipe(z.array(item).max(most));

// GET /comptoir/v1/partners?search=&country=&competency=&skill=&size=&after=
export const partnerSearch = z.strictObject({
  /** Words that the name holds, in any order; case and accents do not count. Or a whole tenant id. */
  search: searchText(100).default(''),
  /** Of several values of one filter a partner needs one; filters and search all have to fit. */
  country: listOf(countryCode, 250),
  competency: listOf(competency, competencies.length),
  skill: listOf(skill, skills.length),
  size: z.coerce.number().int().min(1).max(mostPickerRows).default(mostPickerRows),
  /** `next` of the page before; it belongs to the search and filters it was given for. */
  after: z.string().max(1000).optional(),
});

/** A row of the picker. */
export const pickerPartner = audiencePartner.extend({
  competency: competency.nullable(),
  skills: z.array(skill),
  /** Address on the web, or empty. */
  website: z.string(),
});
export type PickerPartner = z.infer<typeof pickerPartner>;

export const partnerPage = z.object({
  /** By name. */
  items: z.array(pickerPartner),
  /** Partners that fit, on all pages. */
  total: z.number().int(),
  /** True when no name holds the words and these are written alike, the nearest first, on one page. */
  similar: z.boolean(),
  /** Where the next page begins; null on the last. */
  next: z.string().nullable(),
});
export type PartnerPage = z.infer<typeof partnerPage>;

// GET /comptoir/v1/partners/filters: the values that partners have, with how many have each
const counted = { partners: z.number().int() };
export const partnerFilters = z.object({
  countries: z.array(z.object({ country: z.string(), ...counted })),
  competencies: z.array(z.object({ competency, ...counted })),
  skills: z.array(z.object({ skill, ...counted })),
});
export type PartnerFilters = z.infer<typeof partnerFilters>;
