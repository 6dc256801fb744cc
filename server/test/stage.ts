/** The real server with the demo world's people on it, for a test file: started before its tests, stopped after them. */
import { afterAll, beforeAll } from 'vitest';
import { setStage, type Stage, type Wish } from '../scenarios/stage.ts';
import { startTestServer, type TestServer, type TestServerOptions } from './server.ts';

export interface ServedStage extends Stage {
  readonly server: TestServer;
  /** What Azur can buy as it is: a seat plan at 12.50 a month, for a bakery that accepted the agreement. */
  readonly wish: Wish;
}

/** Filled before the first test: read its members in tests, not beside them. */
export function useStage(options: TestServerOptions = {}): ServedStage {
  const served = {} as { -readonly [Member in keyof ServedStage]: ServedStage[Member] };
  beforeAll(async () => {
    served.server = await startTestServer(options);
    Object.assign(served, await setStage(served.server.origin));
    const item = await served.item(served.azur, 'Pilote Projets', '0001', 'FR');
    served.wish = { customerId: served.customer('boulangerie-martin'), item };
  });
  afterAll(() => served.server.stop());
  return served;
}
