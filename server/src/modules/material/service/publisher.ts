/** What a publisher does with the material of its offers. It takes effect at once (docs/decisions/0014). */
import { createHash } from 'node:crypto';
import { cleanFileName, isSafeUrl, newId } from '../../../kernel/index.ts';
import type { Work } from '../../../platform/work.ts';
import { publisherOffer } from '../../offers/index.ts';
import { recommendedKinds, whyNoRoom, type MaterialKind, type MaterialLanguage } from '../domain/entry.ts';
import { judgeFile } from '../domain/file-content.ts';
import type { MaterialEvents } from '../events.ts';
import { fileEmpty, fileRefused, linkRefused, materialFull, materialUnknown } from '../faults.ts';
import * as store from '../store/material.ts';

export interface OfferMaterial {
  readonly items: readonly store.MaterialEntry[];
  /** Kinds that are recommended and not there; publishing never depends on it (AUD-08). */
  readonly recommended: readonly MaterialKind[];
  readonly usedBytes: number;
}

/** What an offer of the acting publisher has. Faults: OfferUnknown, also for another publisher's. */
export async function offerMaterial(work: Work, offerId: string): Promise<OfferMaterial> {
  await publisherOffer(work, offerId);
  const items = await store.entriesOf(work, offerId);
  return { items, recommended: recommendedKinds(items), usedBytes: bytesOf(items) };
}

interface EntryWords {
  readonly offerId: string;
  readonly kind: MaterialKind;
  readonly title: string;
  readonly language: MaterialLanguage;
}

/** Adds a link. Faults: OfferUnknown, MaterialLinkRefused, MaterialFull. */
export async function addLink(
  work: Work,
  { link, ...words }: EntryWords & { readonly link: string },
): Promise<store.MaterialEntry> {
  if (!isSafeUrl(link)) throw linkRefused();
  return add(work, { ...words, id: newId(), link, file: null, addedAt: work.now });
}

/**
 * Adds a file under its cleaned name, as what its content is. Faults: OfferUnknown, MaterialFileEmpty,
 * MaterialFileRefused (kind, or content and name that differ), MaterialFull.
 */
export async function addFile(
  work: Work,
  { fileName, content, ...words }: EntryWords & { readonly fileName: string; readonly content: Buffer },
): Promise<store.MaterialEntry> {
  if (content.length === 0) throw fileEmpty();
  const name = cleanFileName(fileName);
  const judged = await judgeFile(name, content);
  if (!judged.taken) throw fileRefused(judged.reason);
  const sha256 = createHash('sha256').update(content).digest('hex');
  const file = { name, mediaType: judged.mediaType, sizeBytes: content.length, sha256 };
  return add(work, { ...words, id: newId(), link: null, file, addedAt: work.now }, content);
}

async function add(work: Work, entry: store.MaterialEntry, content?: Buffer): Promise<store.MaterialEntry> {
  const { offerId } = entry;
  const { publisherTenantId } = await publisherOffer(work, offerId);
  await store.lockMaterial(work, offerId);
  const there = await store.entriesOf(work, offerId);
  const why = whyNoRoom({ entries: there.length, bytes: bytesOf(there) }, content?.length ?? 0);
  if (why) throw materialFull(why);
  await store.insertEntry(work, publisherTenantId, entry, content);
  const newValue: MaterialEvents['MaterialAdded'] = {
    ...told(entry),
    ...(entry.link === null ? {} : { link: entry.link }),
    ...(entry.file ? { fileName: entry.file.name, sha256: entry.file.sha256 } : {}),
  };
  work.publish({ name: 'MaterialAdded', aggregateType: 'offer', aggregateId: offerId, publisherTenantId, newValue });
  return entry;
}

type Change = { readonly [Member in 'kind' | 'title' | 'language']?: EntryWords[Member] | undefined };

/** Changes the words of an entry, never its content. Faults: OfferUnknown, MaterialUnknown. */
export async function changeMaterial(
  work: Work,
  { offerId, materialId, kind, title, language }: Change & { readonly offerId: string; readonly materialId: string },
): Promise<store.MaterialEntry> {
  const { publisherTenantId, entry } = await ownEntry(work, offerId, materialId);
  const changed = {
    ...entry,
    kind: kind ?? entry.kind,
    title: title ?? entry.title,
    language: language ?? entry.language,
  };
  await store.updateEntry(work, changed);
  const [oldValue, newValue]: MaterialEvents['MaterialChanged'][] = [told(entry), told(changed)];
  work.publish({
    name: 'MaterialChanged',
    aggregateType: 'offer',
    aggregateId: offerId,
    publisherTenantId,
    oldValue,
    newValue,
  });
  return changed;
}

/** Takes an entry away and forgets its bytes. Faults: OfferUnknown, MaterialUnknown, also the second time. */
export async function removeMaterial(
  work: Work,
  { offerId, materialId }: { readonly offerId: string; readonly materialId: string },
): Promise<void> {
  const { publisherTenantId, entry } = await ownEntry(work, offerId, materialId);
  if (!(await store.removeEntry(work, offerId, materialId))) throw materialUnknown(materialId);
  const oldValue: MaterialEvents['MaterialRemoved'] = told(entry);
  work.publish({ name: 'MaterialRemoved', aggregateType: 'offer', aggregateId: offerId, publisherTenantId, oldValue });
}

/** The publisher's own file back. Faults: OfferUnknown, MaterialUnknown, also for a link. */
export async function materialContent(work: Work, offerId: string, materialId: string): Promise<StoredFile> {
  await publisherOffer(work, offerId);
  return fileOf(work, offerId, materialId);
}

export interface StoredFile {
  readonly file: store.MaterialFile;
  readonly content: Buffer;
}

/** A file with its bytes. Faults: MaterialUnknown, also for a link. */
export async function fileOf(work: Work, offerId: string, materialId: string): Promise<StoredFile> {
  const entry = await store.entryOf(work, offerId, materialId);
  const content = entry?.file ? await store.contentOf(work, offerId, materialId) : undefined;
  if (!entry?.file || !content) throw materialUnknown(materialId);
  return { file: entry.file, content };
}

async function ownEntry(work: Work, offerId: string, materialId: string) {
  const { publisherTenantId } = await publisherOffer(work, offerId);
  const entry = await store.entryOf(work, offerId, materialId);
  if (!entry) throw materialUnknown(materialId);
  return { publisherTenantId, entry };
}

const told = ({ id, kind, title }: store.MaterialEntry) => ({ materialId: id, kind, title });

const bytesOf = (entries: readonly store.MaterialEntry[]) =>
  entries.reduce((sum, { file }) => sum + (file?.sizeBytes ?? 0), 0);
