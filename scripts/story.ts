/** `npm run story [origin]`: plays the main job, then the two-tier chain, then a newcomer's way into it, against a running sandbox and prints each step with what it saw. */
import { playNewcomer } from './story/newcomer.ts';
import { playStory, type Tell } from './story/play.ts';
import { playTwoTier } from './story/two-tier.ts';

const origin = (process.argv[2] ?? `http://127.0.0.1:${process.env.PORT ?? '4380'}`).replace(/\/$/, '');
let number = 0;

const tell: Tell = (step, ...seen) => {
  number += 1;
  console.log(`\n${String(number).padStart(2)}. ${step}`);
  for (const line of seen) console.log(`    ${line}`);
};

try {
  const story = await playStory(origin, tell);
  await playTwoTier(origin, tell);
  await playNewcomer(origin, tell);
  process.exitCode = story.agree ? 0 : 1;
} catch (error) {
  const refused = error instanceof TypeError && error.message === 'fetch failed';
  console.error(refused ? `Nobody answers at ${origin}. Start Comptoir first: npm start` : error);
  process.exitCode = 1;
}
