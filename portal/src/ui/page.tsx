/** The grammar of every page: breadcrumb, title, one sentence of purpose, one primary action, commands, content. */
import { useEffect, useRef, type ReactNode } from 'react';
import { TextLink } from './link.tsx';
import { useText } from './text.tsx';

export interface Crumb {
  readonly label: string;
  readonly to: string;
}

interface PageProps {
  readonly title: string;
  readonly purpose?: ReactNode;
  readonly crumbs?: readonly Crumb[];
  /** Status badge beside the title. */
  readonly badge?: ReactNode;
  /** The one primary action, and commands beside it. */
  readonly actions?: ReactNode;
  readonly tabs?: ReactNode;
  readonly children: ReactNode;
}

/** Only a move to another page takes the focus, so that the first page leaves the browser's own order alone. */
let shownBefore = false;

export function Page(props: PageProps) {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    if (shownBefore) heading.current?.focus({ preventScroll: true });
    shownBefore = true;
  }, []);
  useEffect(() => {
    document.title = titleOf(props.title, props.crumbs ?? []);
  }, [props.title, props.crumbs]);
  return (
    <div className="page">
      <Breadcrumb crumbs={props.crumbs ?? []} />
      <header className="page-head">
        <div className="page-words">
          <div className="page-title">
            <h1 ref={heading} tabIndex={-1}>
              {props.title}
            </h1>
            {props.badge}
          </div>
          {props.purpose ? <p className="purpose">{props.purpose}</p> : null}
        </div>
        {props.actions ? <div className="commands">{props.actions}</div> : null}
      </header>
      {props.tabs}
      {props.children}
    </div>
  );
}

/** What a tab is called: the page, and the thing that it is a page of; the first crumb is a list. */
const titleOf = (title: string, crumbs: readonly Crumb[]) =>
  [
    title,
    ...crumbs
      .slice(1)
      .map(({ label }) => label)
      .toReversed(),
    'Comptoir',
  ].join(' – ');

function Breadcrumb(props: { crumbs: readonly Crumb[] }) {
  const t = useText();
  if (props.crumbs.length === 0) return null;
  return (
    <nav aria-label={t('frame.breadcrumb')} className="crumbs">
      <ol>
        {props.crumbs.map((crumb) => (
          <li key={crumb.to}>
            <TextLink to={crumb.to}>{crumb.label}</TextLink>
          </li>
        ))}
      </ol>
    </nav>
  );
}

/** Second level of a detail page: links, each with its own address. */
export function SubNav(props: { label: string; links: readonly Crumb[]; current: string }) {
  return (
    <nav aria-label={props.label} className="subnav">
      <ul>
        {props.links.map((link) => (
          <li key={link.to}>
            <TextLink to={link.to} className="subnav-link" current={link.to === props.current}>
              {link.label}
            </TextLink>
          </li>
        ))}
      </ul>
    </nav>
  );
}

/** A titled block of a page. */
export function Section(props: { title: string; purpose?: ReactNode; actions?: ReactNode; children: ReactNode }) {
  return (
    <section className="section" aria-label={props.title}>
      <div className="section-head">
        <h2>{props.title}</h2>
        {props.actions}
      </div>
      {props.purpose ? <p className="purpose">{props.purpose}</p> : null}
      {props.children}
    </section>
  );
}
