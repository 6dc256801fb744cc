/** What the publisher gives its partners with an offer: documents and links, by kind (rule F1). Never shown to customers. */
import { materialKinds, type Material } from '@comptoir/contracts/comptoir/material';
import { useQuery } from '@tanstack/react-query';
import { Section } from '../../ui/page.tsx';
import { Loaded } from '../../ui/states.tsx';
import { useText } from '../../ui/text.tsx';
import { partnerMaterialQuery } from './queries.ts';
import { EntryLink, useEntryForm } from './words.tsx';

export function PartnerMaterial({ productId }: { productId: string }) {
  const t = useText();
  const query = useQuery(partnerMaterialQuery(productId));
  return (
    <Section title={t('material.section')} purpose={t('material.partner.purpose')}>
      <Loaded query={query} rows={2}>
        {({ items }) =>
          items.length === 0 ? (
            <p className="quiet">{t('material.partner.empty')}</p>
          ) : (
            <div className="material-kinds">
              {materialKinds.map((kind) => (
                <Kind
                  key={kind}
                  kind={kind}
                  entries={items.filter((entry) => entry.kind === kind)}
                  productId={productId}
                />
              ))}
            </div>
          )
        }
      </Loaded>
    </Section>
  );
}

function Kind(props: { kind: Material['kind']; entries: readonly Material[]; productId: string }) {
  const t = useText();
  const form = useEntryForm();
  if (props.entries.length === 0) return null;
  return (
    <div className="stack-small">
      <h3>{t(`material.kind.${props.kind}`)}</h3>
      <ul className="stack-small">
        {props.entries.map((entry) => (
          <li key={entry.id}>
            <EntryLink entry={entry} source={{ productId: props.productId }} />
            <br />
            <span className="quiet">
              {form(entry)} · {t(`material.language.${entry.language}`)}
            </span>
          </li>
        ))}
      </ul>
    </div>
  );
}
