/**
 * Sales and support material of an offer, and notices of its service (rules A23, F1, H4): what a publisher gives to
 * partners and never to customers. Material takes effect at once; it is no part of the offer's versions.
 */
import { z } from 'zod';
import { guid, instant, lineText, momentText, plainText } from './words.ts';

const isSaid = [(text: string) => text !== '', 'must not be empty'] as const;
const shownText = (max: number) => plainText(max).refine(...isSaid);
const lineOfText = (max: number) => lineText(max).refine(...isSaid);

export const materialKinds = ['userDocumentation', 'training', 'salesMaterial', 'marketing', 'other'] as const;
export const materialKind = z.enum(materialKinds);
export type MaterialKind = z.infer<typeof materialKind>;

/** `none`: pictures, or all languages alike. */
export const materialLanguage = z.enum(['fr', 'en', 'none']);
export type MaterialLanguage = z.infer<typeof materialLanguage>;

/** Limits of an offer's material. */
export const materialFileBytes = 10 * 1024 * 1024;
export const materialOfferBytes = 100 * 1024 * 1024;
export const mostMaterial = 25;

/** Endings a file may have, with what its content must then be. */
export const materialTypes = {
  pdf: 'application/pdf',
  png: 'image/png',
  jpg: 'image/jpeg',
  jpeg: 'image/jpeg',
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  pptx: 'application/vnd.openxmlformats-officedocument.presentationml.presentation',
  txt: 'text/plain',
  csv: 'text/csv',
} as const;
export type MaterialEnding = keyof typeof materialTypes;

/** Either a link or a file. */
export const material = z.object({
  id: guid,
  kind: materialKind,
  title: z.string(),
  language: materialLanguage,
  link: z.string().nullable(),
  file: z
    .object({
      name: z.string(),
      mediaType: z.string(),
      sizeBytes: z.number().int(),
      /** Hexadecimal. */
      sha256: z.string(),
    })
    .nullable(),
  addedAt: instant,
});
export type Material = z.infer<typeof material>;

// GET /comptoir/v1/offers/{offerId}/material
export const offerMaterial = z.object({
  items: z.array(material),
  /** Kinds that are recommended and not there (AUD-08); publishing never depends on it. */
  recommended: z.array(materialKind),
  /** Bytes of all files together. */
  usedBytes: z.number().int(),
});
export type OfferMaterial = z.infer<typeof offerMaterial>;

// POST …/material → 201 material
export const newMaterialLink = z.strictObject({
  kind: materialKind,
  title: lineOfText(200),
  language: materialLanguage,
  link: lineText(2048),
});

// POST …/material/files?kind=&title=&language=&fileName= → 201 material; the file is the body, of any content type
export const newMaterialFile = z.strictObject({
  kind: materialKind,
  title: lineOfText(200),
  language: materialLanguage,
  fileName: z.string().min(1).max(1000),
});

// PATCH …/material/{materialId} → 200 material; DELETE → 204; GET …/content → the file
export const changeMaterial = z
  .strictObject({
    kind: materialKind.optional(),
    title: lineOfText(200).optional(),
    language: materialLanguage.optional(),
  })
  .refine((change) => Object.keys(change).length > 0, 'name at least one of kind, title and language');

// GET /comptoir/v1/marketplace/offers/{productId}/material and …/material/{materialId}/content (partners)
export const partnerMaterial = z.object({ items: z.array(material) });

export const noticeKinds = ['outage', 'degradation', 'maintenance', 'information'] as const;
export const noticeKind = z.enum(noticeKinds);
export type NoticeKind = z.infer<typeof noticeKind>;

/** `scheduled`: begins later; `ongoing`; `ended`: its end is past. Both of the first are open. */
export const noticeState = z.enum(['scheduled', 'ongoing', 'ended']);
export type NoticeState = z.infer<typeof noticeState>;

export const serviceNotice = z.object({
  id: guid,
  offerName: z.string(),
  kind: noticeKind,
  state: noticeState,
  title: z.string(),
  text: z.string(),
  startsAt: instant,
  endsAt: instant.nullable(),
  postedAt: instant,
  /** What was added later, the oldest first. */
  updates: z.array(z.object({ text: z.string(), at: instant })),
});
export type ServiceNotice = z.infer<typeof serviceNotice>;

export const noticesQuery = z.strictObject({
  state: z.enum(['open', 'all']).default('open'),
  size: z.coerce.number().int().min(1).max(100).default(50),
  /** `next` of the page before. */
  after: guid.optional(),
});

/** Newest first. */
const noticePage = <Item extends z.ZodType>(item: Item) => z.object({ items: z.array(item), next: guid.optional() });

// GET /comptoir/v1/notices (partners): of the offers the partner may resell or has sold
export const partnerNotice = serviceNotice.extend({
  publisherName: z.string(),
  /** Product in the marketplace; null when the partner may no longer resell it. */
  productId: z.string().nullable(),
});
export const partnerNotices = noticePage(partnerNotice);
export type PartnerNotice = z.infer<typeof partnerNotice>;

// GET /comptoir/v1/offer-notices (publishers): of all its offers
export const publisherNotice = serviceNotice.extend({ offerId: guid, postedBy: z.string() });
export const publisherNotices = noticePage(publisherNotice);
export type PublisherNotice = z.infer<typeof publisherNotice>;

// POST /comptoir/v1/offers/{offerId}/notices → 201 publisherNotice
export const newNotice = z.strictObject({
  kind: noticeKind,
  title: lineOfText(200),
  text: shownText(5000),
  /** Now when absent. */
  startsAt: momentText.optional(),
  /** Planned or known end. */
  endsAt: momentText.optional(),
});
export type NewNotice = z.infer<typeof newNotice>;

// POST /comptoir/v1/offers/{offerId}/notices/{noticeId}/updates → 201 publisherNotice
export const noticeUpdate = z
  .strictObject({
    text: shownText(5000),
    /** Sets or moves the planned end. */
    endsAt: momentText.optional(),
    /** It is over now. */
    resolved: z.literal(true).optional(),
  })
  .refine((update) => !(update.resolved && update.endsAt), 'name an end or resolved, not both');
export type NoticeUpdate = z.infer<typeof noticeUpdate>;
