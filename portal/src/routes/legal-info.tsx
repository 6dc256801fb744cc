import { legalBusinessRequest, type LegalBusinessProfile } from '@comptoir/contracts/partner-center/profiles';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useMay } from '../features/account/me.ts';
import { ChangeDialog, Changing } from '../features/enrolment/company-change.tsx';
import { enrolmentsQuery } from '../features/enrolment/queries.ts';
import { placeText, VettingStatus } from '../features/enrolment/words.tsx';
import { ContactFields, contactValues, namedContact } from '../features/profiles/fields.tsx';
import { legalQuery, saveLegalContacts } from '../features/profiles/queries.ts';
import { ActionButton } from '../ui/action-button.tsx';
import { Facts } from '../ui/facts.tsx';
import { TextInput } from '../ui/form/fields.tsx';
import { Form } from '../ui/form/layout.tsx';
import { filled } from '../ui/form/problems.ts';
import { useForm } from '../ui/form/use-form.ts';
import { Page, Section } from '../ui/page.tsx';
import { Loaded } from '../ui/states.tsx';
import { useText } from '../ui/text.tsx';
import { useSay } from '../ui/toast.tsx';

interface Legal {
  readonly verified: LegalBusinessProfile;
  readonly current: LegalBusinessProfile;
}

/** Legal info: the company as it was verified, the change of it that waits, and whom it names. */
export function LegalInfoPage() {
  const t = useText();
  const query = useQuery(legalQuery);
  return (
    <Page title={t('legalInfo.title')} purpose={t('legalInfo.purpose')}>
      <Loaded query={query} rows={8}>
        {(legal) => (
          <>
            <Company {...legal} />
            <Contacts key={legal.verified.attributes.etag} {...legal} />
          </>
        )}
      </Loaded>
    </Page>
  );
}

function Company({ verified, current }: Legal) {
  const t = useText();
  const may = useMay('enrolment.manage');
  const [changing, setChanging] = useState(false);
  const waits = current.vettingStatus === 'pending' || current.vettingStatus === 'rejected';
  const never = verified.vettingStatus !== 'authorized';
  const why = () => {
    if (!may) return t('profile.mayNot');
    if (waits) return t('legalInfo.change.waits');
    return never ? t('legalInfo.change.never') : undefined;
  };
  const unless = why();
  return (
    <Section
      title={t('legalInfo.company')}
      actions={
        <ActionButton unless={unless} onAct={() => unless || setChanging(true)}>
          {t('legalInfo.change')}
        </ActionButton>
      }
    >
      {may && waits ? <WaitingChange /> : null}
      <Facts
        facts={[
          [t('enrolment.name'), verified.companyName],
          [t('newCustomer.address'), placeText(verified.address)],
          [t('newCustomer.country'), t.formats.country(verified.address.country)],
          [t('legalInfo.vetting'), <VettingStatus key="state" status={current.vettingStatus} />],
        ]}
      />
      {changing ? <ChangeDialog company={verified} onClose={() => setChanging(false)} /> : null}
    </Section>
  );
}

/** Only who enrols the company sees what was asked for. */
function WaitingChange() {
  const items = useQuery(enrolmentsQuery).data?.items ?? [];
  return items.map((one) => <Changing key={one.kind} enrolment={one} />);
}

function Contacts({ verified }: Legal) {
  const t = useText();
  const say = useSay();
  const queries = useQueryClient();
  const mayChange = useMay('profiles.manage');
  const { companyName, address, primaryContact, companyApproverEmail, companyApproverAddress, attributes } = verified;
  const { country, addressLine1, addressLine2, city, state, postalCode } = address;
  const form = useForm({
    shape: legalBusinessRequest,
    start: { primaryContact: contactValues(primaryContact), companyApproverEmail: companyApproverEmail ?? '' },
    body: (values) =>
      filled({
        companyName,
        address: { country, addressLine1, addressLine2, city, state, postalCode },
        ...namedContact(values.primaryContact),
        companyApproverEmail: values.companyApproverEmail,
        companyApproverAddress,
        attributes: { etag: attributes.etag },
      }),
    send: saveLegalContacts,
    onSent: async () => {
      say(t('profile.saved'));
      await queries.invalidateQueries({ queryKey: legalQuery.queryKey });
    },
  });
  return (
    <Form form={form} submit={t('action.save')} unless={mayChange ? undefined : t('profile.mayNot')} edits>
      <Section title={t('enrolment.primaryContact')} purpose={t('legalInfo.contact.hint')}>
        <ContactFields form={form} at="primaryContact" />
      </Section>
      <Section title={t('legalInfo.approver')} purpose={t('legalInfo.approver.hint')}>
        <div className="field-row">
          <TextInput
            form={form}
            name="companyApproverEmail"
            label={t('newCustomer.email')}
            type="email"
            maxLength={254}
          />
        </div>
      </Section>
    </Form>
  );
}
