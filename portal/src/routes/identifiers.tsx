import { Button } from '@fluentui/react-components';
import type { AssociationCode } from '@comptoir/contracts/comptoir/enrolment';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useMay, useMe } from '../features/account/me.ts';
import { AssociationCodes } from '../features/enrolment/association-codes.tsx';
import { LocationDialog } from '../features/enrolment/location-dialog.tsx';
import { LocationTable } from '../features/enrolment/location-table.tsx';
import { codesQuery, locationsQuery, makeCode } from '../features/enrolment/queries.ts';
import { paths } from '../paths.ts';
import { CopyButton } from '../ui/copy-button.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { ProblemSummary } from '../ui/form/problem-summary.tsx';
import { Page } from '../ui/page.tsx';
import { Loaded } from '../ui/states.tsx';
import { useText } from '../ui/text.tsx';

/** Settings > Account settings > Organization profile > Identifiers (rule B8). */
export function IdentifiersPage() {
  const t = useText();
  const may = useMay('enrolment.manage');
  const { country } = useMe().tenant;
  const query = useQuery(locationsQuery);
  const [adding, setAdding] = useState(false);
  const queries = useQueryClient();
  const code = useMutation({
    mutationFn: makeCode,
    onSuccess: () => queries.invalidateQueries({ queryKey: codesQuery.queryKey }),
  });
  const add = may ? (
    <Button appearance="primary" onClick={() => setAdding(true)}>
      {t('locations.add')}
    </Button>
  ) : undefined;
  return (
    <Page
      title={t('identifiers.title')}
      purpose={t('identifiers.purpose')}
      crumbs={[{ label: t('settings.organization'), to: paths.organization }]}
      actions={add}
    >
      <ProblemSummary error={code.error} />
      <Loaded query={query}>
        {({ items }) => (
          <LocationTable
            items={items}
            command={({ mpnId, type, own, associated, usedBy }) =>
              may && own && type === 'location' && !associated && !usedBy ? (
                <Button disabledFocusable={code.isPending} onClick={() => code.mutate(mpnId)}>
                  {t('identifiers.code')}
                  <span className="sr-only"> {mpnId}</span>
                </Button>
              ) : null
            }
          />
        )}
      </Loaded>
      {may ? <AssociationCodes /> : null}
      {adding ? <LocationDialog country={country} onClose={() => setAdding(false)} /> : null}
      {code.data ? <CodeDialog code={code.data} onClose={() => code.reset()} /> : null}
    </Page>
  );
}

function CodeDialog({ code, onClose }: { code: AssociationCode; onClose: () => void }) {
  const t = useText();
  return (
    <Dialog
      title={t('identifiers.code')}
      onClose={onClose}
      commands={<Button onClick={onClose}>{t('action.close')}</Button>}
    >
      <p>{t('identifiers.code.text', { mpnId: code.mpnId, moment: t.formats.moment(code.expiresAt) })}</p>
      <p className="break-anywhere">
        <code>{code.code}</code> <CopyButton text={code.code} what={t('identifiers.code')} />
      </p>
    </Dialog>
  );
}
