/** What this module tells the rest of the house; the audit trail keeps it. */
import type { MaterialKind } from './domain/entry.ts';
import type { NoticeKind } from './domain/notice.ts';

interface Entry {
  readonly materialId: string;
  readonly kind: MaterialKind;
  readonly title: string;
}

export interface MaterialEvents {
  MaterialAdded: Entry & { readonly link?: string; readonly fileName?: string; readonly sha256?: string };
  MaterialChanged: Entry;
  MaterialRemoved: Entry;
  NoticePosted: { readonly noticeId: string; readonly kind: NoticeKind; readonly title: string };
  NoticeUpdated: { readonly noticeId: string; readonly text: string; readonly endsAt: string | null };
}
