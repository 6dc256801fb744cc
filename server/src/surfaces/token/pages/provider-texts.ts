/** The words of signing in at an organisation's own identity provider. */

export const english = {
  signInAt: (organisation: string) => `Sign in with ${organisation}`,
  signInByPassword: 'Global admins can also sign in with their password here:',
  signInElsewhere: 'Sign in with your organisation’s account',
  providerOnly:
    'People of this organisation sign in with its own account. Only its global admins can use a password here; if you are one, check it.',
  providerNone: 'The organisation of this user name has no sign-in of its own here. Enter your password.',
  providerMissing: 'Enter your user name first, so that your organisation’s sign-in can be found.',
  providerDown:
    'Your organisation’s sign-in does not answer at the moment. Try again in a few minutes. A global admin can sign in with a password.',
  providerWrong:
    'Your organisation’s sign-in answered something that cannot be accepted. Try again; if it happens again, tell your global admin, who can sign in with a password and find the reason in the settings.',
  providerDeclined: 'Your organisation’s sign-in refused, or you cancelled it.',
  providerEmail:
    'Your organisation’s sign-in does not say a verified email address for you, which is needed the first time. Tell your global admin.',
  providerForeign:
    'The email address that your organisation’s sign-in says is not one of your organisation’s domain. Tell your global admin.',
  providerDisabled: 'Your account here is disabled or deleted. Ask an administrator of your organisation.',
  providerTaken:
    'The account with your email address belongs to another account of your organisation’s sign-in. Tell your global admin.',
  leaving: (organisation: string) => `Going to the sign-in of ${organisation}…`,
  leavingOut: (organisation: string) => `Signing out of ${organisation}…`,
  leavingLink: 'Continue',
  trialWorks: 'The sign-in works',
  trialFailed: 'The sign-in does not work yet',
  trialHint:
    'This is what your identity provider says of the person who has just signed in. Nobody was signed in here.',
  trialClose: 'You can close this page and return to the settings.',
  trialSubject: 'Subject',
  trialEmail: 'Email address',
  trialVerified: 'Email verified',
  trialGroups: (claim: string) => `Groups (claim ${claim})`,
  trialRoles: 'Roles from these groups',
  trialMfa: 'Second factor used',
  trialYes: 'Yes',
  trialNo: 'No',
  trialNothing: 'not said',
  provider: {
    unsafeAddress: 'The address of the provider must be https and lead to a public host.',
    unreachable: 'The provider does not answer.',
    notAProvider: 'There is no OpenID Connect provider at this address.',
    issuerDiffers: 'The provider gives itself another issuer than the one in the settings.',
    clientRefused: 'The provider does not accept the client ID and secret in the settings.',
    declined: 'The provider refused the sign-in, or it was cancelled.',
    untrusted: 'What the provider answered cannot be trusted.',
    secretMissing: 'The client secret has to be entered again in the settings.',
  },
};

export const french: typeof english = {
  signInAt: (organisation) => `Se connecter avec ${organisation}`,
  signInByPassword: 'Les administrateurs généraux peuvent aussi se connecter ici avec leur mot de passe\u00a0:',
  signInElsewhere: 'Se connecter avec le compte de votre organisation',
  providerOnly:
    'Les utilisateurs de cette organisation se connectent avec son propre compte. Seuls ses administrateurs généraux peuvent utiliser un mot de passe ici\u00a0; si vous en êtes un, vérifiez-le.',
  providerNone: 'L’organisation de ce nom d’utilisateur n’a pas de connexion propre ici. Saisissez votre mot de passe.',
  providerMissing: 'Saisissez d’abord votre nom d’utilisateur pour trouver la connexion de votre organisation.',
  providerDown:
    'La connexion de votre organisation ne répond pas pour le moment. Réessayez dans quelques minutes. Un administrateur général peut se connecter avec un mot de passe.',
  providerWrong:
    'La connexion de votre organisation a donné une réponse inacceptable. Réessayez\u00a0; si cela se reproduit, prévenez votre administrateur général, qui peut se connecter avec un mot de passe et trouver la raison dans les paramètres.',
  providerDeclined: 'La connexion de votre organisation a refusé, ou vous l’avez annulée.',
  providerEmail:
    'La connexion de votre organisation n’indique pas d’adresse e-mail vérifiée pour vous, ce qui est nécessaire la première fois. Prévenez votre administrateur général.',
  providerForeign:
    'L’adresse e-mail indiquée par la connexion de votre organisation n’appartient pas au domaine de celle-ci. Prévenez votre administrateur général.',
  providerDisabled:
    'Votre compte est désactivé ou supprimé ici. Adressez-vous à un administrateur de votre organisation.',
  providerTaken:
    'Le compte correspondant à votre adresse e-mail appartient à un autre compte de la connexion de votre organisation. Prévenez votre administrateur général.',
  leaving: (organisation) => `Ouverture de la connexion de ${organisation}…`,
  leavingOut: (organisation) => `Déconnexion de ${organisation}…`,
  leavingLink: 'Continuer',
  trialWorks: 'La connexion fonctionne',
  trialFailed: 'La connexion ne fonctionne pas encore',
  trialHint:
    'Voici ce que votre fournisseur d’identité indique sur la personne qui vient de s’y connecter. Personne n’a été connecté ici.',
  trialClose: 'Vous pouvez fermer cette page et revenir aux paramètres.',
  trialSubject: 'Sujet',
  trialEmail: 'Adresse e-mail',
  trialVerified: 'Adresse vérifiée',
  trialGroups: (claim) => `Groupes (revendication ${claim})`,
  trialRoles: 'Rôles issus de ces groupes',
  trialMfa: 'Second facteur utilisé',
  trialYes: 'Oui',
  trialNo: 'Non',
  trialNothing: 'non indiqué',
  provider: {
    unsafeAddress: 'L’adresse du fournisseur doit être en https et mener à un hôte public.',
    unreachable: 'Le fournisseur ne répond pas.',
    notAProvider: 'Aucun fournisseur OpenID Connect à cette adresse.',
    issuerDiffers: 'Le fournisseur indique un autre émetteur que celui des paramètres.',
    clientRefused: 'Le fournisseur n’accepte pas l’ID client et le secret des paramètres.',
    declined: 'Le fournisseur a refusé la connexion, ou elle a été annulée.',
    untrusted: 'La réponse du fournisseur n’est pas digne de confiance.',
    secretMissing: 'Le secret client doit être saisi de nouveau dans les paramètres.',
  },
};
