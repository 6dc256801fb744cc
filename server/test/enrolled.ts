/** A company that asks to be a publisher, for lists that would be empty. */
import { enrolmentProfile } from '@comptoir/contracts/comptoir/enrolment';
import { callServer } from './http.ts';

/** The operator's desk has a company to verify, and one that it nominated. */
export async function enrolAsPublisher(
  origin: string,
  tokens: Readonly<Record<string, string>>,
  nominee: string,
): Promise<void> {
  const [direct, operator] = [tokens['direct']!, tokens['operator']!];
  const send = async (method: string, path: string, token: string, body?: object) => {
    const answer = await callServer(origin, method, `/comptoir/v1${path}`, { token, ...(body ? { body } : {}) });
    if (answer.status >= 300) throw new Error(`${path} ${answer.text}`);
    return answer.body as { revision: number };
  };
  const phoneNumber = '+33 2 40 00 00 00';
  const { revision } = await send('POST', '/enrolments', direct, { kind: 'publisher' });
  const profile = enrolmentProfile.parse({
    company: {
      name: 'Éclair İß 株 🚀',
      address: { addressLine1: '12 rue des Lilas', city: 'Nantes', postalCode: '44000' },
    },
    business: {},
    primaryContact: { firstName: 'Ada', lastName: 'ش', email: 'ada@eclair.example', phoneNumber, language: 'fr' },
    supportContact: { email: 'support@eclair.example', phoneNumber },
  });
  await send('PUT', '/enrolments/publisher/draft', direct, { revision, profile });
  await send('POST', '/enrolments/publisher/submit', direct);
  await send('POST', '/operator/nominations', operator, { domain: nominee, note: 'A proven record' });
}
