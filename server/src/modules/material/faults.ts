/** What can go wrong with material and notices. */
import { Fault } from '../../kernel/index.ts';

export type MaterialFaultCode =
  | 'MaterialFileEmpty'
  | 'MaterialFileRefused'
  | 'MaterialFull'
  | 'MaterialLinkRefused'
  | 'MaterialUnknown'
  | 'NoticeEnded'
  | 'NoticeSpanRefused'
  | 'NoticesFull'
  | 'NoticeUnknown'
  | 'OfferHasNoPartners';

export function fileEmpty(): Fault<MaterialFaultCode> {
  return new Fault('MaterialFileEmpty', 'invalid', { message: 'The file is empty. Send its bytes as the body.' });
}

export function fileRefused(message: string): Fault<MaterialFaultCode> {
  return new Fault('MaterialFileRefused', 'invalid', { message, target: 'fileName' });
}

export function materialFull(message: string): Fault<MaterialFaultCode> {
  return new Fault('MaterialFull', 'conflict', { message });
}

export function linkRefused(): Fault<MaterialFaultCode> {
  return new Fault('MaterialLinkRefused', 'invalid', {
    message: 'This is not an https address such as https://example.com/training. Other links are not accepted.',
    target: 'link',
  });
}

export function materialUnknown(id: string): Fault<MaterialFaultCode> {
  return new Fault('MaterialUnknown', 'notFound', {
    message: `There is no document or link ${id} with this offer. List the offer’s documents and links.`,
  });
}

export function noticeUnknown(id: string): Fault<MaterialFaultCode> {
  return new Fault('NoticeUnknown', 'notFound', { message: `This offer has no notice ${id}. List its notices.` });
}

export function noticeEnded(): Fault<MaterialFaultCode> {
  return new Fault('NoticeEnded', 'conflict', {
    message: 'This notice has ended. Add a text to it, or post a new one; it cannot be reopened.',
  });
}

export function spanRefused(message: string): Fault<MaterialFaultCode> {
  return new Fault('NoticeSpanRefused', 'invalid', { message, target: 'endsAt' });
}

export function noticesFull(message: string): Fault<MaterialFaultCode> {
  return new Fault('NoticesFull', 'conflict', { message });
}

export function offerHasNoPartners(): Fault<MaterialFaultCode> {
  return new Fault('OfferHasNoPartners', 'conflict', {
    message: 'This offer has never been published, so there are no partners to notify. Publish it first.',
  });
}
