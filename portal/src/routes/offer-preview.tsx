import { OfferEditor } from '../features/offers/editor/editor.tsx';
import { OfferView } from '../features/offers/view.tsx';
import { PreviewAudience } from '../features/offers/publish/preview-audience.tsx';
import { PreviewState } from '../features/offers/publish/preview-state.tsx';
import { Section } from '../ui/page.tsx';
import { useText } from '../ui/text.tsx';

/** Who sees the offer before it goes live, whether there is a preview, and what the draft looks like. */
export function OfferPreviewPage() {
  const t = useText();
  return (
    <OfferEditor page="preview" purpose={t('offerPreview.purpose')}>
      {(editor) => (
        <>
          <PreviewAudience editor={editor} />
          <PreviewState offer={editor.offer} saved={editor.saved} />
          <Section title={t('offerPreview.look')} purpose={t('offerPreview.look.hint')}>
            <div className="stack">
              <OfferView kind={editor.offer.kind} document={editor.document} />
            </div>
          </Section>
        </>
      )}
    </OfferEditor>
  );
}
