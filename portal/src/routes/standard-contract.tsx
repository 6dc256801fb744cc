import { ArrowDownloadRegular } from '@fluentui/react-icons/svg/arrow-download';
import { Button } from '@fluentui/react-components';
import type { StandardContract } from '@comptoir/contracts/comptoir/standard-contract';
import { useQuery } from '@tanstack/react-query';
import { useLocation } from '@tanstack/react-router';
import { contractPdf, standardContractQuery } from '../features/contract/queries.ts';
import { paths } from '../paths.ts';
import { TextLink } from '../ui/link.tsx';
import { Page, Section } from '../ui/page.tsx';
import { Loaded } from '../ui/states.tsx';
import { useText } from '../ui/text.tsx';

/** The standard contract of the marketplace, in the reader's language: anybody reads and downloads it (SUP-04). */
export function StandardContractPage() {
  const t = useText();
  const { on } = useLocation({ select: ({ search }) => search });
  const query = useQuery(standardContractQuery(t.language, on));
  return (
    <Loaded query={query} page>
      {(contract) => <Contract contract={contract} />}
    </Loaded>
  );
}

function Contract({ contract }: { contract: StandardContract }) {
  const t = useText();
  return (
    <Page
      title={contract.title}
      purpose={t('standardContract.version', { day: t.formats.day(contract.since) })}
      actions={
        <Button
          as="a"
          appearance="primary"
          icon={<ArrowDownloadRegular />}
          href={contractPdf(t.language, contract.since)}
          download
        >
          {t('invoice.pdf')}
        </Button>
      }
    >
      {contract.introduction.map((text) => (
        <p key={text} className="prose">
          {text}
        </p>
      ))}
      <div className="section contract">
        {contract.clauses.map(({ heading, paragraphs }) => (
          <section key={heading} aria-label={heading}>
            <h2>{heading}</h2>
            {paragraphs.map((text) => (
              <p key={text} className="prose">
                {text}
              </p>
            ))}
          </section>
        ))}
      </div>
      <Versions contract={contract} />
    </Page>
  );
}

function Versions({ contract: { since, versions } }: { contract: StandardContract }) {
  const t = useText();
  if (versions.length < 2) return null;
  return (
    <Section title={t('standardContract.versions')}>
      <ul className="bullets">
        {versions.map((version) => (
          <li key={version}>
            {version === since ? (
              t.formats.day(version)
            ) : (
              <TextLink to={paths.standardContract(version)}>{t.formats.day(version)}</TextLink>
            )}
          </li>
        ))}
      </ul>
    </Section>
  );
}
