/** What the demo world's publishers give to partners: documents, links and notices of their service. */
import { addFile, addLink, postNotice, updateNotice } from '../modules/material/index.ts';
import type { Work } from '../platform/work.ts';
import { pageOfText } from './pdf.ts';

/** Material of an offer, by its external id; `work` is its publisher's. */
export async function makeMaterial(work: Work, offer: { readonly offerId: string; readonly externalId: string }) {
  if (offer.externalId === 'pilote-projets') await piloteProjets(work, offer.offerId);
  if (offer.externalId === 'harbour-dashboards') await harbourDashboards(work, offer.offerId);
}

const guide = [
  '1. Le client reçoit de votre part le lien d’activation de son abonnement.',
  '2. Son administrateur se connecte et choisit les personnes qui auront un siège.',
  '3. Chaque personne reçoit une invitation et ouvre son premier projet.',
  '',
  'Questions fréquentes',
  'Un siège peut passer d’une personne à une autre à tout moment.',
  'Les projets archivés restent lisibles sans siège.',
];

async function piloteProjets(work: Work, offerId: string): Promise<void> {
  await addFile(work, {
    offerId,
    kind: 'userDocumentation',
    title: 'Guide de prise en main',
    language: 'fr',
    fileName: 'Guide de prise en main.pdf',
    content: pageOfText('Pilote Projets – guide de prise en main', guide),
  });
  await addLink(work, {
    offerId,
    kind: 'training',
    title: 'Webinaire pour partenaires (45 minutes)',
    language: 'fr',
    link: 'https://www.atelier-logiciel.example/formation/pilote-projets',
  });
  await addFile(work, {
    offerId,
    kind: 'salesMaterial',
    title: 'Questions that customers ask',
    language: 'en',
    fileName: 'Questions that customers ask.txt',
    content: Buffer.from(
      'Where are the data? In the European Union.\nCan we leave? Yes, with an export of all projects.\n',
    ),
  });
  const now = work.now;
  await postNotice(work, {
    offerId,
    kind: 'degradation',
    title: 'Envoi des notifications ralenti',
    text: 'Les e-mails de rappel partent avec du retard, jusqu’à 30 minutes. Les projets eux-mêmes ne sont pas touchés.',
    startsAt: now.subtract({ hours: 1 }),
  });
}

async function harbourDashboards(work: Work, offerId: string): Promise<void> {
  await addLink(work, {
    offerId,
    kind: 'userDocumentation',
    title: 'User guide',
    language: 'en',
    link: 'https://www.harbour-metrics.example/docs',
  });
  const { id: noticeId } = await postNotice(work, {
    offerId,
    kind: 'outage',
    title: 'Dashboards did not load',
    text: 'Shared dashboards answer with an error. We are looking into it.',
    startsAt: work.now.subtract({ hours: 3 }),
  });
  await updateNotice(work, {
    offerId,
    noticeId,
    text: 'A certificate had expired. It is renewed, and everything loads again.',
    resolved: true,
  });
}
