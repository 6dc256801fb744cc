/** Dialog in which a partner asks for a qualification of its customer. */
import {
  educationSegments,
  newQualification,
  settableQualifications,
  type NewQualification,
} from '@comptoir/contracts/partner-center/qualifications';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { SelectInput, TextInput } from '../../ui/form/fields.tsx';
import { FormDialog } from '../../ui/form/layout.tsx';
import { filled } from '../../ui/form/problems.ts';
import { useForm } from '../../ui/form/use-form.ts';
import { useText } from '../../ui/text.tsx';
import { useSay } from '../../ui/toast.tsx';
import { qualificationsQuery, requestQualification, validationCodesQuery } from './qualification-queries.ts';
import { qualificationName } from './qualification-words.tsx';

interface QualificationDialogProps {
  readonly customerId: string;
  readonly onClose: () => void;
}

const start = { qualification: 'Education', educationSegment: 'K12', website: '', validationCode: '' };

/** Only what the chosen qualification takes is sent. */
function bodyOf({ qualification, educationSegment, website, validationCode }: typeof start) {
  return filled({
    qualification,
    website,
    ...(qualification === 'Education' ? { educationSegment } : {}),
    ...(qualification === 'GovernmentCommunityCloud' ? { validationCode } : {}),
  });
}

export function QualificationDialog({ customerId, onClose }: QualificationDialogProps) {
  const t = useText();
  const say = useSay();
  const queries = useQueryClient();
  const [chosen, setChosen] = useState(start.qualification);
  const form = useForm({
    shape: newQualification,
    start,
    body: bodyOf,
    check: ({ qualification, validationCode }) =>
      qualification === 'GovernmentCommunityCloud' && validationCode === ''
        ? [{ path: 'validationCode' as const, message: t('qualification.code.missing') }]
        : [],
    refusedAt: { QualificationRefused: 'qualification', ValidationCodeRefused: 'validationCode' },
    send: (body: NewQualification) => requestQualification(customerId, body),
    onSent: async () => {
      say(t('qualification.asked'));
      onClose();
      await queries.invalidateQueries({ queryKey: qualificationsQuery(customerId).queryKey });
    },
  });
  return (
    <FormDialog form={form} title={t('qualification.ask')} submit={t('action.send')} onClose={onClose}>
      <p>{t('qualification.ask.text')}</p>
      <SelectInput
        form={form}
        name="qualification"
        label={t('qualification.title')}
        options={settableQualifications.map((value) => ({ value, label: qualificationName(t, value) }))}
        onChoice={setChosen}
        required
      />
      {chosen === 'Education' ? (
        <SelectInput
          form={form}
          name="educationSegment"
          label={t('qualification.segment')}
          options={educationSegments.map((value) => ({ value, label: t(`qualification.segment.${value}`) }))}
          required
        />
      ) : null}
      {chosen === 'GovernmentCommunityCloud' ? <CodeInput form={form} /> : null}
      <TextInput
        form={form}
        name="website"
        label={t('qualification.website')}
        hint={t('qualification.website.hint')}
        maxLength={500}
      />
    </FormDialog>
  );
}

/** Codes of the operator that are not used up. */
function CodeInput({ form }: { form: ReturnType<typeof useForm<typeof start, typeof newQualification, unknown>> }) {
  const t = useText();
  const codes = useQuery(validationCodesQuery).data ?? [];
  const left = codes.filter(({ remainingCreates }) => remainingCreates > 0);
  return (
    <SelectInput
      form={form}
      name="validationCode"
      label={t('qualification.code')}
      hint={t(left.length === 0 ? 'qualification.code.none' : 'qualification.code.hint')}
      none={t('qualification.code.choose')}
      options={left.map(({ validationId, organizationName, remainingCreates }) => ({
        value: validationId,
        label: t('qualification.code.option', { name: organizationName, count: remainingCreates }),
      }))}
      required
    />
  );
}
