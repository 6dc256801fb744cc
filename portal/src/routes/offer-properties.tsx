import { Checkbox, Field, Radio, RadioGroup } from '@fluentui/react-components';
import { offerCategories, type OfferCategory } from '@comptoir/contracts/comptoir/offers';
import { OfferEditor, type Editor } from '../features/offers/editor/editor.tsx';
import { paths } from '../paths.ts';
import { TextField } from '../ui/form/text-field.tsx';
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

function Terms({ editor }: { editor: Editor }) {
  const t = useText();
  const { properties } = editor.document;
  const change = (terms: typeof properties.terms) => editor.change({ properties: { ...properties, terms } });
  return (
    <Section title={t('offerProperties.terms')}>
      <Field>
        <RadioGroup
          aria-label={t('offerProperties.terms')}
          value={properties.terms.standardContract ? 'standard' : 'own'}
          onChange={(_, data) => change({ ...properties.terms, standardContract: data.value === 'standard' })}
        >
          <Radio value="standard" label={t('offerProperties.terms.standard')} />
          <Radio value="own" label={t('offerProperties.terms.own')} />
        </RadioGroup>
      </Field>
      {properties.terms.standardContract ? (
        <p>
          <OutsideLink href={paths.standardContract()}>{t('standardContract.read')}</OutsideLink>
        </p>
      ) : (
        <TextField
          label={t('offerProperties.terms.url')}
          type="url"
          required
          maxLength={2048}
          value={properties.terms.url}
          onChange={(url) => change({ ...properties.terms, url })}
          problem={editor.problem('properties.terms.url')}
        />
      )}
    </Section>
  );
}
