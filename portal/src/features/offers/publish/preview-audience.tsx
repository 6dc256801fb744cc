/** Who may see the preview before the offer goes live: people by their user principal names. */
import { lineText } from '@comptoir/contracts/comptoir/words';
import { z } from 'zod';
import { ActionButton } from '../../../ui/action-button.tsx';
import { TextInput } from '../../../ui/form/fields.tsx';
import { useForm } from '../../../ui/form/use-form.ts';
import { Table } from '../../../ui/table.tsx';
import type { Column } from '../../../ui/list-rows.ts';
import { Section } from '../../../ui/page.tsx';
import { useText } from '../../../ui/text.tsx';
import type { Editor } from '../editor/editor.tsx';

const mostPeople = 50;
const person = z.strictObject({ name: lineText(255).regex(/^[^\s@]+@[^\s@]+$/) });

export function PreviewAudience({ editor }: { editor: Editor }) {
  const t = useText();
  const people = editor.document.preview?.audience ?? [];
  const set = (audience: string[]) => editor.change({ preview: { audience } });
  const wrong = editor.problem('preview.audience') ?? editor.problem('preview');
  return (
    <Section title={t('preview.audience')} purpose={t('preview.audience.hint')}>
      {wrong ? <p role="alert">{wrong}</p> : null}
      {people.length === 0 ? (
        <p className="quiet">{t('preview.audience.empty')}</p>
      ) : (
        <People people={people} onRemove={(name) => set(people.filter((each) => each !== name))} />
      )}
      <AddPerson people={people} onAdd={(name) => set([...people, name])} />
    </Section>
  );
}

function AddPerson(props: { people: readonly string[]; onAdd: (name: string) => void }) {
  const t = useText();
  const form = useForm({
    shape: person,
    start: { name: '' },
    body: ({ name }) => ({ name: name.trim().toLowerCase() }),
    words: { name: t('preview.audience.problem') },
    check: ({ name }) =>
      props.people.some((each) => each.toLowerCase() === name.trim().toLowerCase())
        ? [{ path: 'name', message: t('preview.audience.taken') }]
        : [],
    send: async ({ name }) => props.onAdd(name),
    startsAnew: true,
  });
  const full = props.people.length >= mostPeople;
  return (
    <form onSubmit={form.submit} noValidate className="stack-small">
      <TextInput form={form} name="name" label={t('preview.audience.name')} maxLength={255} />
      <div>
        <ActionButton submit unless={full ? t('preview.audience.most', { count: mostPeople }) : undefined}>
          {t('preview.audience.add')}
        </ActionButton>
      </div>
    </form>
  );
}

function People({ people, onRemove }: { people: readonly string[]; onRemove: (person: string) => void }) {
  const t = useText();
  const columns: readonly Column<string>[] = [
    { id: 'name', header: t('preview.audience.name'), text: (person) => person },
    {
      id: 'remove',
      header: t('word.actions'),
      text: () => '',
      cell: (person) => (
        <ActionButton size="small" subtle of={person} onAct={() => onRemove(person)}>
          {t('action.remove')}
        </ActionButton>
      ),
    },
  ];
  return <Table name={t('preview.audience')} rows={people} rowKey={(person) => person} columns={columns} />;
}
