/** The offer's menu in the order of rule A24, with what is missing on each page, and the offer's ID at its foot. */
import type { Offer, OfferProblem } from '@comptoir/contracts/comptoir/offers';
import { paths, type OfferPageName } from '../../../paths.ts';
import { CopyButton } from '../../../ui/copy-button.tsx';
import { TextLink } from '../../../ui/link.tsx';
import { useText } from '../../../ui/text.tsx';
import { pagesOf } from './pages.ts';
import { pageText } from '../words.tsx';

interface OfferMenuProps {
  readonly offer: Offer;
  readonly page: OfferPageName;
  readonly problems: readonly OfferProblem[] | undefined;
}

export function OfferMenu({ offer, page, problems }: OfferMenuProps) {
  const t = useText();
  const missing = (name: OfferPageName) => problems?.filter((problem) => problem.page === name).length ?? 0;
  return (
    <nav aria-label={t('offer.menu')} className="subnav">
      <ul>
        {pagesOf(offer).map((name) => (
          <li key={name}>
            <TextLink to={paths.offer(offer.offerId, name)} className="subnav-link" current={name === page}>
              {t(pageText(name))}
              {missing(name) > 0 ? (
                <span className="quiet" title={t('offer.missing', { count: missing(name) })}>
                  {missing(name)}
                  <span className="sr-only"> {t('offer.missing', { count: missing(name) })}</span>
                </span>
              ) : null}
            </TextLink>
          </li>
        ))}
      </ul>
      <div className="subnav-foot">
        <p className="quiet">{t('offers.id')}</p>
        <p className="inline-link">
          <code>{offer.externalId}</code>
          <CopyButton text={offer.externalId} what={t('offers.id')} />
        </p>
      </div>
    </nav>
  );
}
