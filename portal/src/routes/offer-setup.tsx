import { Checkbox } from '@fluentui/react-components';
import { OfferEditor } from '../features/offers/editor.tsx';
import { Section } from '../ui/page.tsx';
import { useText } from '../ui/text.tsx';

/** How the offer is sold. */
export function OfferSetupPage() {
  const t = useText();
  return (
    <OfferEditor page="setup" purpose={t('offerSetup.purpose')}>
      {({ document, change, problem }) => (
        <Section title={t('offerSetup.sale')}>
          <Checkbox
            label={t('offerSetup.sellThroughOperator')}
            checked={document.setup.sellThroughOperator}
            onChange={(_, data) => change({ setup: { sellThroughOperator: data.checked === true } })}
          />
          <p className="quiet">{t('offerSetup.sellThroughOperator.hint')}</p>
          {problem('setup.sellThroughOperator') ? <p role="alert">{problem('setup.sellThroughOperator')}</p> : null}
        </Section>
      )}
    </OfferEditor>
  );
}
