/** The PDF and the reconciliation file of an invoice. */
import { DocumentPdfRegular } from '@fluentui/react-icons/svg/document-pdf';
import { DocumentTableRegular } from '@fluentui/react-icons/svg/document-table';
import { useMutation } from '@tanstack/react-query';
import { download } from '../../api/client.ts';
import { ActionButton } from '../../ui/action-button.tsx';
import { useFaultText } from '../../ui/fault.ts';
import { useText } from '../../ui/text.tsx';
import { useSay } from '../../ui/toast.tsx';

export function InvoiceFiles(props: { invoiceId: string; files: { readonly pdf: string; readonly csv: string } }) {
  const t = useText();
  const say = useSay();
  const words = useFaultText();
  const onError = (error: unknown) => say(words(error));
  const pdf = useMutation({
    mutationFn: () => download(props.files.pdf, `Invoice_${props.invoiceId}.pdf`, 'application/pdf'),
    onError,
  });
  const csv = useMutation({
    mutationFn: () => download(props.files.csv, `Reconciliation_${props.invoiceId}.csv`, 'text/csv'),
    onError,
  });
  return (
    <>
      <ActionButton primary icon={<DocumentPdfRegular />} busy={pdf.isPending} onAct={() => pdf.mutate()}>
        {t('invoice.pdf')}
      </ActionButton>
      <ActionButton icon={<DocumentTableRegular />} busy={csv.isPending} onAct={() => csv.mutate()}>
        {t('invoice.csv')}
      </ActionButton>
    </>
  );
}
