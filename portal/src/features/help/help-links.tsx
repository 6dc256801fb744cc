/** Links from a page to what the help says about it. */
import { QuestionCircleRegular } from '@fluentui/react-icons/svg/question-circle';
import { paths } from '../../paths.ts';
import { TextLink } from '../../ui/link.tsx';
import { useText } from '../../ui/text.tsx';
import type { TopicId } from './topics.ts';

export function HelpLinks({ topics }: { topics: readonly TopicId[] }) {
  const t = useText();
  return (
    <nav aria-label={t('help.title')} className="help-links">
      <QuestionCircleRegular aria-hidden fontSize={20} />
      <ul>
        {topics.map((topic) => (
          <li key={topic}>
            <TextLink to={paths.helpTopic(topic)}>{t(`help.topic.${topic}`)}</TextLink>
          </li>
        ))}
      </ul>
    </nav>
  );
}
