/** The words of the token service's pages. */
import type { Role, TenantPart } from '../../../kernel/index.ts';
import type { Language } from './language.ts';

const en = {
  signIn: 'Sign in',
  toContinue: (application: string) => `to continue to ${application}`,
  userName: 'User name',
  userNameExample: 'For example ada@contoso.example',
  password: 'Password',
  otherLanguage: 'Français',
  problemTitle: 'You are not signed in',
  missing: 'Enter your user name and your password.',
  wrong: 'The user name or password is incorrect. Check both and try again.',
  otherTenant: 'This account does not belong to the organisation this application is for. Use another account.',
  tooMany: 'Too many wrong passwords have been entered from here. Wait a minute, then try again.',
  busy: 'Too many people are signing in at the moment. Wait a few seconds, then try again.',
  whoMay: 'Who can sign in',
  whoMayHint: 'This is the sandbox: choose a person from the demo world to sign in without a password.',
  signInAs: (name: string) => `Sign in as ${name}`,
  noRole: 'no role',
  deviceTitle: 'Connect a device',
  deviceHint: 'Enter the code that the device or the program shows.',
  deviceCode: 'Code',
  deviceNext: 'Next',
  deviceConfirmTitle: 'Is this your device?',
  deviceConfirm: (application: string) =>
    `${application} is asking to act on your behalf. Continue only if you started this yourself and it shows the same code.`,
  deviceYes: 'Yes, continue',
  deviceNo: 'No, cancel',
  deviceMissing: 'Enter the code.',
  deviceUnknown: 'This code is not recognised. Check it and try again.',
  deviceUsed: 'This code has already been used. Start again on the device.',
  deviceExpired: 'This code has expired. Start again on the device.',
  deviceStopped: 'You cancelled. The device has not been connected.',
  deviceDoneTitle: 'The device is connected',
  deviceDone: 'You can close this page and continue on the device.',
  signInExpiredTitle: 'This page has expired',
  signInExpired: 'Go back to the application and sign in again.',
  signOutTitle: 'Sign out',
  signOutHint: 'You will be signed out of Comptoir in this browser.',
  signOut: 'Sign out',
  signedOutTitle: 'You are signed out',
  signedOut: 'You can close this page.',
  tooManyRequestsTitle: 'Too many attempts',
  tooManyRequests: 'Too many requests are coming from your address. Wait a minute, then try again.',
  refusedTitle: 'This request cannot be processed',
  refused: 'The application sent something that the token service does not accept. Report this to its operator:',
};

export type Texts = typeof en;

const fr: Texts = {
  signIn: 'Se connecter',
  toContinue: (application) => `pour accéder à ${application}`,
  userName: 'Nom d’utilisateur',
  userNameExample: 'Par exemple ada@contoso.example',
  password: 'Mot de passe',
  otherLanguage: 'English',
  problemTitle: 'Vous n’êtes pas connecté',
  missing: 'Saisissez votre nom d’utilisateur et votre mot de passe.',
  wrong: 'Le nom d’utilisateur ou le mot de passe est incorrect. Vérifiez-les et réessayez.',
  otherTenant:
    'Ce compte n’appartient pas à l’organisation à laquelle cette application est destinée. Utilisez un autre compte.',
  tooMany:
    'Trop de mots de passe incorrects ont été saisis depuis votre adresse. Patientez une minute, puis réessayez.',
  busy: 'Trop de personnes se connectent en ce moment. Patientez quelques secondes, puis réessayez.',
  whoMay: 'Qui peut se connecter',
  whoMayHint:
    'Ceci est le bac à sable\u00a0: choisissez une personne du monde de démonstration pour vous connecter sans mot de passe.',
  signInAs: (name) => `Se connecter en tant que ${name}`,
  noRole: 'aucun rôle',
  deviceTitle: 'Connecter un appareil',
  deviceHint: 'Saisissez le code que l’appareil ou le programme affiche.',
  deviceCode: 'Code',
  deviceNext: 'Suivant',
  deviceConfirmTitle: 'Est-ce votre appareil\u00a0?',
  deviceConfirm: (application) =>
    `${application} demande à agir en votre nom. Continuez seulement si vous êtes à l’origine de cette demande et si le même code s’affiche.`,
  deviceYes: 'Oui, continuer',
  deviceNo: 'Non, annuler',
  deviceMissing: 'Saisissez le code.',
  deviceUnknown: 'Ce code n’est pas reconnu. Vérifiez-le et réessayez.',
  deviceUsed: 'Ce code a déjà servi. Recommencez sur l’appareil.',
  deviceExpired: 'Ce code a expiré. Recommencez sur l’appareil.',
  deviceStopped: 'Vous avez annulé. L’appareil n’a pas été connecté.',
  deviceDoneTitle: 'L’appareil est connecté',
  deviceDone: 'Vous pouvez fermer cette page et continuer sur l’appareil.',
  signInExpiredTitle: 'Cette page a expiré',
  signInExpired: 'Revenez à l’application et connectez-vous de nouveau.',
  signOutTitle: 'Se déconnecter',
  signOutHint: 'Vous serez déconnecté de Comptoir dans ce navigateur.',
  signOut: 'Se déconnecter',
  signedOutTitle: 'Vous êtes déconnecté',
  signedOut: 'Vous pouvez fermer cette page.',
  tooManyRequestsTitle: 'Trop de tentatives',
  tooManyRequests: 'Trop de demandes proviennent de votre adresse. Patientez une minute, puis réessayez.',
  refusedTitle: 'Cette demande ne peut pas être traitée',
  refused:
    'L’application a envoyé quelque chose que le service de jetons n’accepte pas. Signalez-le à son exploitant\u00a0:',
};

export const texts: Readonly<Record<Language, Texts>> = { en, fr };

export const partNames: Readonly<Record<Language, Readonly<Record<TenantPart, string>>>> = {
  en: {
    operator: 'operator',
    publisher: 'publisher',
    direct: 'direct partner',
    provider: 'indirect provider',
    reseller: 'indirect reseller',
    customer: 'customer',
    applicant: 'applicant',
  },
  fr: {
    operator: 'opérateur',
    publisher: 'éditeur',
    direct: 'partenaire direct',
    provider: 'fournisseur indirect',
    reseller: 'revendeur indirect',
    customer: 'client',
    applicant: 'candidat',
  },
};

export const roleNames: Readonly<Record<Language, Readonly<Record<Role, string>>>> = {
  en: {
    global_admin: 'global admin',
    user_admin: 'user management admin',
    billing_admin: 'billing admin',
    admin_agent: 'admin agent',
    sales_agent: 'sales agent',
    helpdesk_agent: 'helpdesk agent',
    manager: 'manager',
  },
  fr: {
    global_admin: 'administrateur général',
    user_admin: 'administrateur de la gestion des utilisateurs',
    billing_admin: 'administrateur de facturation',
    admin_agent: 'agent administrateur',
    sales_agent: 'agent commercial',
    helpdesk_agent: 'agent du support technique',
    manager: 'gestionnaire',
  },
};
