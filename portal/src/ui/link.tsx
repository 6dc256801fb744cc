/** Links inside the portal: an anchor with an address, whatever it looks like. */
import { Button, type ButtonProps } from '@fluentui/react-components';
import { Link, useRouter } from '@tanstack/react-router';
import type { MouseEvent, ReactNode } from 'react';

/** Path, search and hash of an address, as the router wants them. */
function destination(address: string) {
  const mark = address.indexOf('#');
  const [to = '/', query] = (mark < 0 ? address : address.slice(0, mark)).split('?');
  const search = query ? Object.fromEntries(new URLSearchParams(query)) : {};
  return mark < 0 ? { to, search } : { to, search, hash: address.slice(mark + 1) };
}

export function TextLink(props: { to: string; children: ReactNode; className?: string; current?: boolean }) {
  return (
    <Link
      {...destination(props.to)}
      className={props.className ?? 'link'}
      // Only what the caller says is current: the router would take the beginning of an address for the page itself.
      activeOptions={{ exact: true }}
      activeProps={{}}
      {...(props.current ? { 'aria-current': 'page' as const } : { 'aria-current': undefined })}
    >
      {props.children}
    </Link>
  );
}

/** A link out of the portal, opened beside it; the label says so to screen readers. */
export function OutsideLink(props: { href: string; children: ReactNode }) {
  return (
    <a className="link" href={props.href} target="_blank" rel="noopener">
      {props.children}
    </a>
  );
}

type LinkButtonProps = Pick<ButtonProps, 'appearance' | 'icon' | 'size'> & { to: string; children: ReactNode };

export function LinkButton({ to, children, ...look }: LinkButtonProps) {
  const router = useRouter();
  const follow = (event: MouseEvent) => {
    const elsewhere = event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey;
    if (event.defaultPrevented || elsewhere) return;
    event.preventDefault();
    void router.navigate(destination(to));
  };
  return (
    <Button as="a" href={to} onClick={follow} {...look}>
      {children}
    </Button>
  );
}
