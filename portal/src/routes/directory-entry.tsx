import { directoryEntry, providerService, type DirectoryEntry } from '@comptoir/contracts/comptoir/partnerships';
import { Checkbox, Field } from '@fluentui/react-components';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useMay } from '../features/account/me.ts';
import { directoryEntryQuery, directorySource, saveDirectoryEntry } from '../features/partnerships/queries.ts';
import { paths } from '../paths.ts';
import { TextInput, useField } from '../ui/form/fields.tsx';
import { Form } from '../ui/form/layout.tsx';
import { useForm, type ContractForm } from '../ui/form/use-form.ts';
import { Page } from '../ui/page.tsx';
import { Loaded } from '../ui/states.tsx';
import { useText } from '../ui/text.tsx';
import { useSay } from '../ui/toast.tsx';

/** What a provider tells of itself in the directory. */
export function DirectoryEntryPage() {
  const t = useText();
  const query = useQuery(directoryEntryQuery);
  const crumbs = [{ label: t('menu.providerDirectory'), to: paths.providerDirectory }];
  return (
    <Page title={t('directory.own')} purpose={t('directory.own.purpose')} crumbs={crumbs}>
      <Loaded query={query}>{(entry) => <EntryForm key={entry.version} entry={entry} />}</Loaded>
    </Page>
  );
}

function EntryForm({ entry }: { entry: DirectoryEntry }) {
  const t = useText();
  const say = useSay();
  const queries = useQueryClient();
  const form = useForm({
    shape: directoryEntry,
    start: entry,
    body: (values) => values,
    send: saveDirectoryEntry,
    onSent: async (saved) => {
      say(t('directory.saved'));
      queries.setQueryData(directoryEntryQuery.queryKey, saved);
      await queries.invalidateQueries({ queryKey: directorySource.key });
    },
  });
  const may = useMay('directory.manage');
  return (
    <Form form={form} submit={t('action.save')} unless={may ? undefined : t('directory.mayNot')} edits sheet>
      <Services form={form} />
      <TextInput form={form} name="description" label={t('directory.description')} rows={5} maxLength={2000} />
      <TextInput form={form} name="email" label={t('directory.email')} maxLength={254} />
      <TextInput form={form} name="phone" label={t('directory.phone')} maxLength={30} />
      <TextInput form={form} name="website" label={t('directory.website')} maxLength={500} />
    </Form>
  );
}

function Services({ form }: { form: ContractForm<DirectoryEntry> }) {
  const t = useText();
  const label = t('directory.services');
  const { value, change } = useField({ form, name: 'services', label });
  const chosen = value as DirectoryEntry['services'];
  return (
    <Field label={label}>
      <fieldset className="plain" aria-label={label}>
        {providerService.options.map((service) => (
          <div key={service}>
            <Checkbox
              label={t(`directory.service.${service}`)}
              checked={chosen.includes(service)}
              onChange={(_, { checked }) =>
                change(checked ? [...chosen, service] : chosen.filter((one) => one !== service))
              }
            />
          </div>
        ))}
      </fieldset>
    </Field>
  );
}
