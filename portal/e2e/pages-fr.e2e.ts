import { walkEveryPage } from './walk.ts';

walkEveryPage('fr');
