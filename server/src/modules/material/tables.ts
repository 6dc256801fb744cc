/** Kysely types of the tables the material module owns. */
import type { InstantColumn } from '../../platform/tables.ts';
import type { MaterialKind, MaterialLanguage } from './domain/entry.ts';
import type { NoticeKind } from './domain/notice.ts';

interface OfferMaterialTable {
  offer_id: string;
  id: string;
  publisher_tenant_id: string;
  kind: MaterialKind;
  title: string;
  language: MaterialLanguage;
  url: string | null;
  file_name: string | null;
  media_type: string | null;
  size_bytes: number | null;
  sha256: string | null;
  added_at: InstantColumn;
  added_by: string;
  removed_at: InstantColumn | null;
  removed_by: string | null;
}

interface OfferMaterialFileTable {
  offer_id: string;
  material_id: string;
  publisher_tenant_id: string;
  content: Buffer;
}

interface ServiceNoticeTable {
  id: string;
  offer_id: string;
  publisher_tenant_id: string;
  kind: NoticeKind;
  title: string;
  text: string;
  starts_at: InstantColumn;
  ends_at: InstantColumn | null;
  posted_at: InstantColumn;
  posted_by: string;
}

interface ServiceNoticeUpdateTable {
  notice_id: string;
  offer_id: string;
  publisher_tenant_id: string;
  id: string;
  text: string;
  at: InstantColumn;
  by: string;
}

export interface MaterialTables {
  offer_material: OfferMaterialTable;
  offer_material_file: OfferMaterialFileTable;
  service_notice: ServiceNoticeTable;
  service_notice_update: ServiceNoticeUpdateTable;
}
