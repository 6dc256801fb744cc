/** The personal link to the publisher's site: opened here, or copied or mailed to the customer (rules F11, F13). */
import { Button } from '@fluentui/react-components';
import { useQuery } from '@tanstack/react-query';
import { CopyButton } from '../../ui/copy-button.tsx';
import { useFaultText } from '../../ui/fault.ts';
import { OutsideLink } from '../../ui/link.tsx';
import { useText, type Text } from '../../ui/text.tsx';
import { activationLinkQuery } from './queries.ts';

/** A letter of the person's own, to whom they choose. */
function mailOf(t: Text, product: string, link: string): string {
  const subject = t('activation.mail.subject', { product });
  const body = `${t('activation.mail.text', { product })}\n\n${link}`;
  return `mailto:?${new URLSearchParams({ subject, body }).toString().replaceAll('+', '%20')}`;
}

export function ActivationLink(props: { uri: string | undefined; product: string; copy?: boolean }) {
  const t = useText();
  const words = useFaultText();
  const query = useQuery(activationLinkQuery(props.uri));
  if (query.error) return <span className="quiet">{words(query.error)}</span>;
  if (query.data === undefined) return <span className="quiet">{t('state.loading')}</span>;
  if (query.data === null) return <span className="quiet">{t('activation.none')}</span>;
  return (
    <span className="inline-link">
      <OutsideLink href={query.data}>
        {t('activation.go')}
        <span className="sr-only"> – {props.product}</span>
      </OutsideLink>
      {props.copy ? (
        <>
          <CopyButton text={query.data} what={props.product} />
          <Button size="small" as="a" href={mailOf(t, props.product, query.data)}>
            {t('activation.mail')}
            <span className="sr-only"> – {props.product}</span>
          </Button>
        </>
      ) : null}
    </span>
  );
}
