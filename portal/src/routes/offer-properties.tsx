import { Checkbox } from '@fluentui/react-components';
import { offerCategories, type OfferCategory } from '@comptoir/contracts/comptoir/offers';
import { OfferEditor, type Editor } from '../features/offers/editor/editor.tsx';
import { paths } from '../paths.ts';
import { RadioInput, TextInput } from '../ui/form/fields.tsx';
import { OutsideLink } from '../ui/link.tsx';
import { Section } from '../ui/page.tsx';
import { useText } from '../ui/text.tsx';

const mostCategories = 2;

/** Where the offer is found, and on which terms it is sold. */
export function OfferPropertiesPage() {
  const t = useText();
  return (
    <OfferEditor page="properties" purpose={t('offerProperties.purpose')}>
      {(editor) => (
        <>
          <Categories editor={editor} />
          <Terms editor={editor} />
        </>
      )}
    </OfferEditor>
  );
}

function Categories({ editor }: { editor: Editor }) {
  const t = useText();
  const { properties } = editor.document;
  const chosen = properties.categories;
  const toggle = (category: OfferCategory, on: boolean) =>
    editor.change({
      properties: {
        ...properties,
        categories: on ? [...chosen, category] : chosen.filter((each) => each !== category),
      },
    });
  const problem = editor.problem('properties.categories');
  return (
    <Section title={t('offerProperties.categories')} purpose={t('offerProperties.categories.hint')}>
      {problem ? <p role="alert">{problem}</p> : null}
      <fieldset className="price-grid" aria-label={t('offerProperties.categories')}>
        {offerCategories
          .map((category) => ({ category, label: t(`category.${category}`) }))
          .toSorted((left, right) => t.formats.compare(left.label, right.label))
          .map(({ category, label }) => (
            <Checkbox
              key={category}
              label={label}
              checked={chosen.includes(category)}
              disabled={!chosen.includes(category) && chosen.length >= mostCategories}
              onChange={(_, data) => toggle(category, data.checked === true)}
            />
          ))}
      </fieldset>
    </Section>
  );
}

function Terms({ editor: { form, document } }: { editor: Editor }) {
  const t = useText();
  const { properties } = document;
  const { terms } = properties;
  return (
    <Section title={t('offerProperties.terms')}>
      <RadioInput
        form={form}
        name="properties.terms.standardContract"
        label={t('offerProperties.terms')}
        unlabelled
        options={[
          { value: 'standard', label: t('offerProperties.terms.standard') },
          { value: 'own', label: t('offerProperties.terms.own') },
        ]}
        choice={{
          value: terms.standardContract ? 'standard' : 'own',
          choose: (value) =>
            form.change({ properties: { ...properties, terms: { ...terms, standardContract: value === 'standard' } } }),
        }}
      />
      {terms.standardContract ? (
        <p>
          <OutsideLink href={paths.standardContract()}>{t('standardContract.read')}</OutsideLink>
        </p>
      ) : (
        <TextInput
          form={form}
          name="properties.terms.url"
          label={t('offerProperties.terms.url')}
          type="url"
          required
          maxLength={2048}
        />
      )}
    </Section>
  );
}
