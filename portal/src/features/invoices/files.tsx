/** The PDF and the reconciliation file of an invoice. */
import type { DocumentKind } from '@comptoir/contracts/comptoir/billing';
import { DocumentPdfRegular } from '@fluentui/react-icons/svg/document-pdf';
import { useMutation } from '@tanstack/react-query';
import { download } from '../../api/client.ts';
import { ActionButton } from '../../ui/action-button.tsx';
import { ExportMenu, type FileForm } from '../../ui/list-bar.tsx';
import { useFaultText } from '../../ui/fault.ts';
import { useText } from '../../ui/text.tsx';
import { useSay } from '../../ui/toast.tsx';

interface InvoiceFilesProps {
  readonly invoiceId: string;
  readonly kind: DocumentKind;
  readonly files: { readonly pdf: string; readonly csv: string };
}

export function InvoiceFiles(props: InvoiceFilesProps) {
  const t = useText();
  const say = useSay();
  const words = useFaultText();
  const onError = (error: unknown) => say(words(error));
  const pdf = useMutation({
    mutationFn: () =>
      download(props.files.pdf, t(`invoice.pdfFile.${props.kind}`, { id: props.invoiceId }), 'application/pdf'),
    onError,
  });
  const csv = (form: FileForm) =>
    download(`${props.files.csv}?format=${form}`, t('invoice.csv.file', { id: props.invoiceId }), 'text/csv');
  return (
    <>
      <ActionButton primary icon={<DocumentPdfRegular />} busy={pdf.isPending} onAct={() => pdf.mutate()}>
        {t('invoice.pdf')}
      </ActionButton>
      <ExportMenu label={t('invoice.csv')} onExport={csv} />
    </>
  );
}
