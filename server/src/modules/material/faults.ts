/** What can go wrong with material and notices. */
import { faultMaker, type Fault, type FaultKind } from '../../kernel/index.ts';

/** Every code, and how it is to be understood. */
const kinds = {
  MaterialFileEmpty: 'invalid',
  MaterialFileRefused: 'invalid',
  MaterialFull: 'conflict',
  MaterialLinkRefused: 'invalid',
  MaterialUnknown: 'notFound',
  NoticeEnded: 'conflict',
  NoticesFull: 'conflict',
  NoticeSpanRefused: 'invalid',
  NoticeUnknown: 'notFound',
  OfferHasNoPartners: 'conflict',
} as const satisfies Record<string, FaultKind>;
export type MaterialFaultCode = keyof typeof kinds;

const materialFault = faultMaker(kinds);

export function fileEmpty(): Fault<MaterialFaultCode> {
  return materialFault('MaterialFileEmpty', 'The file is empty. Send its bytes as the body.');
}

export function fileRefused(message: string): Fault<MaterialFaultCode> {
  return materialFault('MaterialFileRefused', message, { target: 'fileName' });
}

export function materialFull(message: string): Fault<MaterialFaultCode> {
  return materialFault('MaterialFull', message);
}

export function linkRefused(): Fault<MaterialFaultCode> {
  return materialFault(
    'MaterialLinkRefused',
    'This is not an https address such as https://example.com/training. Other links are not accepted.',
    { target: 'link' },
  );
}

export function materialUnknown(id: string): Fault<MaterialFaultCode> {
  return materialFault(
    'MaterialUnknown',
    `There is no document or link ${id} with this offer. List the offer’s documents and links.`,
  );
}

export function noticeUnknown(id: string): Fault<MaterialFaultCode> {
  return materialFault('NoticeUnknown', `This offer has no notice ${id}. List its notices.`);
}

export function noticeEnded(): Fault<MaterialFaultCode> {
  return materialFault(
    'NoticeEnded',
    'This notice has ended. Add a text to it, or post a new one; it cannot be reopened.',
  );
}

export function spanRefused(message: string): Fault<MaterialFaultCode> {
  return materialFault('NoticeSpanRefused', message, { target: 'endsAt' });
}

export function noticesFull(message: string): Fault<MaterialFaultCode> {
  return materialFault('NoticesFull', message);
}

export function offerHasNoPartners(): Fault<MaterialFaultCode> {
  return materialFault(
    'OfferHasNoPartners',
    'This offer has never been published, so there are no partners to notify. Publish it first.',
  );
}
