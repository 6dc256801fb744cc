import { Button } from '@fluentui/react-components';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useLocation, useParams } from '@tanstack/react-router';
import { agreementTextQuery, downloadAgreement } from '../features/enrolment/queries.ts';
import { paths } from '../paths.ts';
import { ProblemSummary } from '../ui/form/problem-summary.tsx';
import { Page } from '../ui/page.tsx';
import { Loaded } from '../ui/states.tsx';
import { useText } from '../ui/text.tsx';

/** The text of an agreement, before and after it is accepted; as PDF too. */
export function PartnerAgreementPage() {
  const t = useText();
  const { kind } = useParams({ from: '/framed/account/agreements/$kind' });
  const { on } = useLocation({ select: ({ search }) => search });
  const agreement = kind === 'publisher' ? 'publisher' : 'partner';
  const query = useQuery(agreementTextQuery(agreement, t.language, on));
  const pdf = useMutation({ mutationFn: (since: string) => downloadAgreement(agreement, t.language, since) });
  return (
    <Loaded query={query} page>
      {({ title, since, introduction, clauses }) => (
        <Page
          title={title}
          purpose={t('standardContract.version', { day: t.formats.day(since) })}
          crumbs={[{ label: t('agreements.title'), to: paths.agreements }]}
          actions={
            <Button appearance="primary" disabledFocusable={pdf.isPending} onClick={() => pdf.mutate(since)}>
              {t('invoice.pdf')}
            </Button>
          }
        >
          <ProblemSummary error={pdf.error} />
          {introduction.map((text) => (
            <p key={text} className="prose">
              {text}
            </p>
          ))}
          <div className="section contract">
            {clauses.map(({ heading, paragraphs }) => (
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
        </Page>
      )}
    </Loaded>
  );
}
