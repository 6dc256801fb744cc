/** The terms of an offer as a link: the standard contract, or the publisher's own. */
import { paths } from '../../paths.ts';
import { OutsideLink } from '../../ui/link.tsx';
import { useText } from '../../ui/text.tsx';
import { WebAddress } from '../marketplace/contact-card.tsx';

interface TermsProps {
  readonly terms: { readonly standardContract: boolean; readonly url: string };
  /** The day whose version of the standard contract applies; today when absent. */
  readonly on?: string;
}

/** Opens beside the page, where something may be half typed. */
export function TermsLink({ terms, on }: TermsProps) {
  const t = useText();
  if (!terms.standardContract) return <WebAddress url={terms.url} />;
  return <OutsideLink href={paths.standardContract(on)}>{t('offerProperties.terms.standard')}</OutsideLink>;
}
