/** Whom to ask: a name with its mail address and telephone, each to be used at once. */
import type { ReactNode } from 'react';
import { OutsideLink } from '../../ui/link.tsx';
import { useText } from '../../ui/text.tsx';

interface ContactCardProps {
  readonly title: string;
  readonly contact: { readonly name: string; readonly email: string; readonly phone: string };
  readonly children?: ReactNode;
}

export function ContactCard({ title, contact, children }: ContactCardProps) {
  const t = useText();
  return (
    <section className="contact-card" aria-label={title}>
      <h3>{title}</h3>
      {contact.name || contact.email ? null : <p className="quiet">{t('marketplace.contact.none')}</p>}
      {contact.name ? <p>{contact.name}</p> : null}
      {contact.email ? (
        <a className="link" href={`mailto:${contact.email}`}>
          {contact.email}
        </a>
      ) : null}
      {contact.phone ? (
        <a className="link" href={`tel:${contact.phone.replaceAll(/[^+\d]/g, '')}`}>
          {contact.phone}
        </a>
      ) : null}
      {children}
    </section>
  );
}

/** A link to an address of the publisher; nothing when it gave none, and text when it is none of the web. */
export function WebAddress({ url, label }: { url: string; label?: string }) {
  if (url === '') return null;
  return /^https?:\/\//i.test(url) ? <OutsideLink href={url}>{label ?? url}</OutsideLink> : <span>{url}</span>;
}
