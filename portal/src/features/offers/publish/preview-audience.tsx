/** Who may see the preview before the offer goes live: people by their user principal names. */
import { useState, type FormEvent } from 'react';
import { ActionButton } from '../../../ui/action-button.tsx';
import { TextField } from '../../../ui/form/text-field.tsx';
import { Table } from '../../../ui/table.tsx';
import type { Column } from '../../../ui/list-rows.ts';
import { Section } from '../../../ui/page.tsx';
import { useText } from '../../../ui/text.tsx';
import type { Editor } from '../editor/editor.tsx';

const mostPeople = 50;
const isUserName = (text: string) => /^[^\s@]+@[^\s@]+$/.test(text);

export function PreviewAudience({ editor }: { editor: Editor }) {
  const t = useText();
  const people = editor.document.preview?.audience ?? [];
  const set = (audience: string[]) => editor.change({ preview: { audience } });
  const [name, setName] = useState('');
  const [problem, setProblem] = useState<string>();
  const add = (event: FormEvent) => {
    event.preventDefault();
    const person = name.trim().toLowerCase();
    const taken = people.some((each) => each.toLowerCase() === person);
    setProblem(taken ? t('preview.audience.taken') : isUserName(person) ? undefined : t('preview.audience.problem'));
    if (taken || !isUserName(person)) return;
    set([...people, person]);
    setName('');
  };
  const wrong = editor.problem('preview.audience') ?? editor.problem('preview');
  return (
    <Section title={t('preview.audience')} purpose={t('preview.audience.hint')}>
      {wrong ? <p role="alert">{wrong}</p> : null}
      {people.length === 0 ? (
        <p className="quiet">{t('preview.audience.empty')}</p>
      ) : (
        <People people={people} onRemove={(person) => set(people.filter((each) => each !== person))} />
      )}
      <form onSubmit={add} noValidate className="stack-small">
        <TextField
          label={t('preview.audience.name')}
          maxLength={255}
          value={name}
          onChange={setName}
          problem={problem}
        />
        <div>
          <ActionButton
            submit
            unless={
              people.length >= mostPeople
                ? t('preview.audience.most', { count: mostPeople })
                : name
                  ? undefined
                  : t('preview.audience.incomplete')
            }
          >
            {t('preview.audience.add')}
          </ActionButton>
        </div>
      </form>
    </Section>
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
