/**
 * Directory roles that a customer can delegate (rule D8), by the ids of their templates, which are the same in every
 * tenant. Ids, names and which are privileged are those of “Microsoft Entra built-in roles” (permissions-reference.md of
 * MicrosoftDocs/entra-docs) as of `directoryRolesAsOf`; all of them were compared with it. Wire contract 8.4.
 */
import { refused, allowed, type Role, type Verdict } from '../kernel/index.ts';
import { rules } from './rules/index.ts';

export const directoryRolesAsOf = Temporal.PlainDate.from('2026-01-20');

export interface DirectoryRole {
  readonly id: string;
  readonly name: string;
  readonly frenchName: string;
  /** Gives every right of the tenant, or the means to get them: shown as a warning where somebody grants it. */
  readonly privileged: boolean;
}

const role = (id: string, name: string, frenchName: string, privileged = false): DirectoryRole => ({
  id,
  name,
  frenchName,
  privileged,
});

export const globalAdministrator = '62e90394-69f5-4237-9190-012177145e10';
export const helpdeskAdministrator = '729827e3-9c14-49f7-bb1b-9608f156bbb8';
const userAdministrator = 'fe930be7-5e62-47db-91af-98c3a49a38b1';
const billingAdministrator = 'b0f54661-2d74-4c50-afa3-1ec803f12efe';
const globalReader = 'f2ef992c-3afb-46b9-b7cf-a126ee74c451';
const directoryReaders = '88d8e3e3-8f55-4a1e-953a-9b9898b8876b';
const directoryWriters = '9360feb5-f418-4baa-8175-e2a00bac4301';
const licenceAdministrator = '4d6ac14f-3453-41d0-bef9-a3e0c569773a';
const privilegedRoles = 'e8611ab8-c189-46e8-94e1-60213ab1f814';
const privilegedAuthentication = '7be44c8a-adaf-4e2a-84d6-ab2649e08a13';
const applicationAdministrator = '9b895d92-2cd3-44c7-9d02-a6ac2d5ea5c3';
const cloudApplicationAdministrator = '158c047a-c907-4556-b7ef-446551a6b5f7';
const serviceSupport = 'f023fd81-a637-4b56-95fd-791ac0226033';
const passwordAdministrator = '966707d0-3269-4727-9be2-8c3a10f19b9d';

export const directoryRoles: readonly DirectoryRole[] = [
  role(applicationAdministrator, 'Application Administrator', 'Administrateur d’application', true),
  role(
    'c4e39bd9-1100-46d3-8c65-fb160da0071f',
    'Authentication Administrator',
    'Administrateur d’authentification',
    true,
  ),
  role(billingAdministrator, 'Billing Administrator', 'Administrateur de facturation'),
  role(cloudApplicationAdministrator, 'Cloud Application Administrator', 'Administrateur d’application cloud', true),
  role('7698a772-787b-4ac8-901f-60d6b08affd2', 'Cloud Device Administrator', 'Administrateur d’appareil cloud', true),
  role('17315797-102d-40b4-93e0-432062caca18', 'Compliance Administrator', 'Administrateur de conformité'),
  role(
    'b1be1c3e-b65d-4f19-8427-f6fa0d97feb9',
    'Conditional Access Administrator',
    'Administrateur de l’accès conditionnel',
    true,
  ),
  role(directoryReaders, 'Directory Readers', 'Lecteurs de répertoire'),
  role(directoryWriters, 'Directory Writers', 'Rédacteurs de répertoire', true),
  role('8329153b-31d0-4727-b945-745eb3bc5f31', 'Domain Name Administrator', 'Administrateur de nom de domaine', true),
  role('29232cdf-9323-42fd-ade2-1d097af3e4de', 'Exchange Administrator', 'Administrateur Exchange'),
  role(globalAdministrator, 'Global Administrator', 'Administrateur général', true),
  role(globalReader, 'Global Reader', 'Lecteur général', true),
  role('fdd7a751-b60b-444a-984c-02652fe8fa1c', 'Groups Administrator', 'Administrateur de groupes'),
  role('95e79109-95c0-4d8e-aee3-d01accf2d47b', 'Guest Inviter', 'Inviteur d’invités'),
  role(helpdeskAdministrator, 'Helpdesk Administrator', 'Administrateur du support technique', true),
  role('3a2c62db-5318-420d-8d74-23affee5d9d5', 'Intune Administrator', 'Administrateur Intune', true),
  role(licenceAdministrator, 'License Administrator', 'Administrateur de licence'),
  role('790c1fb9-7f7d-4f88-86a1-ef1f95c05c1b', 'Message Center Reader', 'Lecteur du Centre de messages'),
  role(passwordAdministrator, 'Password Administrator', 'Administrateur de mots de passe', true),
  role(
    privilegedAuthentication,
    'Privileged Authentication Administrator',
    'Administrateur d’authentification privilégié',
    true,
  ),
  role(privilegedRoles, 'Privileged Role Administrator', 'Administrateur de rôle privilégié', true),
  role('4a5d8f65-41da-4de4-8968-e035b65339cf', 'Reports Reader', 'Lecteur de rapports'),
  role('194ae4cb-b126-40b2-bd5b-6091b380977d', 'Security Administrator', 'Administrateur de la sécurité', true),
  role('5f2222b1-57c3-48ba-8ad5-d4759f1fde6f', 'Security Operator', 'Opérateur de sécurité', true),
  role('5d6b6bb7-de71-4623-b4af-96380a352509', 'Security Reader', 'Lecteur de sécurité', true),
  role(serviceSupport, 'Service Support Administrator', 'Administrateur de support de service'),
  role('f28a1f50-f6e7-4571-818b-6a12f2af6b6c', 'SharePoint Administrator', 'Administrateur SharePoint'),
  role('69091246-20e8-4a56-aa4d-066075b2a7a8', 'Teams Administrator', 'Administrateur Teams'),
  role(userAdministrator, 'User Administrator', 'Administrateur d’utilisateurs', true),
];

/** What a customer grants that is created with enableGDAPByDefault (decision 0087). */
export const rolesByDefault: readonly string[] = [
  directoryReaders,
  directoryWriters,
  globalReader,
  helpdeskAdministrator,
  licenceAdministrator,
  privilegedAuthentication,
  privilegedRoles,
  serviceSupport,
  userAdministrator,
];

const byId: ReadonlyMap<string, DirectoryRole> = new Map(directoryRoles.map((one) => [one.id, one]));

export function findDirectoryRole(id: string): DirectoryRole | undefined {
  return byId.get(id.toLowerCase());
}

/** What is done in a customer's tenant, and the roles that give it (wire contract 8.4; a global administrator may all). */
const rolesFor = {
  readPeople: [
    directoryReaders,
    globalReader,
    userAdministrator,
    privilegedRoles,
    directoryWriters,
    helpdeskAdministrator,
    licenceAdministrator,
  ],
  changePeople: [userAdministrator, directoryWriters],
  resetPasswords: [userAdministrator, privilegedAuthentication, helpdeskAdministrator, passwordAdministrator],
  deletePeople: [userAdministrator],
  assignRoles: [privilegedRoles],
  consentApplications: [applicationAdministrator, cloudApplicationAdministrator],
  assignLicences: [licenceAdministrator, userAdministrator, directoryWriters],
} as const satisfies Record<string, readonly string[]>;

export type DelegatedAct = keyof typeof rolesFor;

/** The acts that delegated roles give. */
export const actsOf = (held: readonly string[]): readonly DelegatedAct[] =>
  (Object.keys(rolesFor) as DelegatedAct[]).filter((act) => mayAdminister(held, act).allowed);

/** Whether delegated roles give an act; the reason names the roles that would. */
export function mayAdminister(held: readonly string[], act: DelegatedAct): Verdict {
  const fitting: readonly string[] = [globalAdministrator, ...rolesFor[act]];
  if (held.some((id) => fitting.includes(id))) return allowed;
  const names = fitting.map((id) => byId.get(id)!.name).join(', ');
  return refused(
    rules.D8,
    `The customer has delegated to you none of the roles that this needs: ${names}. Ask it for one, and give it to a group of yours.`,
  );
}

/** Directory roles that a role of a customer's people stands for here. */
const directoryByRole: readonly (readonly [Role, string])[] = [
  ['global_admin', globalAdministrator],
  ['user_admin', userAdministrator],
  ['billing_admin', billingAdministrator],
];

/** Directory roles that people of customers can have. */
export const rolesOfCustomers: readonly DirectoryRole[] = directoryByRole.map(([, id]) => byId.get(id)!);

export function directoryRoleOf(held: Role): DirectoryRole | undefined {
  const found = directoryByRole.find(([one]) => one === held);
  return found && byId.get(found[1]);
}

/**
 * What it takes, beside the act itself, to change somebody's account, so that nobody gets more rights by another person's: of
 * a global administrator, of who buys for the customer (decision 0092), or of an agent where the customer is a partner itself,
 * the right to assign roles; of who has another role, the right to manage all people (decision 0066). Undefined: nothing more.
 */
export function neededToTouch(roles: readonly Role[]): DelegatedAct | undefined {
  if (roles.length === 0) return undefined;
  return roles.every((role) => role === 'user_admin') ? 'deletePeople' : 'assignRoles';
}

export function roleOfDirectory(id: string): Role | undefined {
  return directoryByRole.find(([, directory]) => directory === id.toLowerCase())?.[0];
}

/** What somebody who administers on behalf may in the customer's portal. The other roles look and change nothing there. */
export function rolesHere(held: readonly string[]): readonly Role[] {
  return [...new Set(held.map((id) => roleOfDirectory(id) ?? 'helpdesk_agent'))].toSorted();
}
