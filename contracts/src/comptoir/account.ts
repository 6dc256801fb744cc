/** The caller's own account over `/comptoir/v1`: who am I, where am I signed in, applications of my tenant. */
import { z } from 'zod';
import { countryCode, guid, instant, lineText } from './words.ts';

export const tenantPart = z.enum(['operator', 'publisher', 'direct', 'provider', 'reseller', 'customer', 'applicant']);
export const roleName = z.enum([
  'global_admin',
  'user_admin',
  'billing_admin',
  'admin_agent',
  'sales_agent',
  'helpdesk_agent',
  'manager',
]);

/** `GET /me`: the signed-in person; an application's own token is refused. */
export const me = z.object({
  user: z.object({
    id: guid,
    /** User principal name. */
    name: z.string(),
    displayName: z.string(),
    email: z.string(),
    /** BCP 47; absent when the person chose none. */
    language: z.string().optional(),
  }),
  tenant: z.object({
    id: guid,
    name: z.string(),
    domain: z.string(),
    country: countryCode,
    language: z.string(),
  }),
  /** The person's own tenant, when `tenant` is a customer on whose behalf it works. */
  home: z.object({ tenantId: guid, name: z.string() }).optional(),
  parts: z.array(tenantPart),
  roles: z.array(roleName),
  /** Roles that who adds people here can give them. */
  rolesHere: z.array(roleName),
  /** Permissions these parts and roles give, e.g. `offers.manage`. */
  permissions: z.array(z.string()),
  /** Permissions of these parts that the person lacks, each with the roles of the own tenant that give it. */
  lacking: z.record(z.string(), z.array(roleName)),
});
export type Me = z.infer<typeof me>;

/** A browser or program in which the caller is signed in. Times are wall clock, also in the sandbox. */
export const signIn = z.object({
  id: z.string(),
  since: instant,
  usedAt: instant,
  /** When it ends by itself. */
  until: instant,
  /** What the browser or program calls itself (User-Agent). */
  agent: z.string().optional(),
  /** Names of the applications that were opened by it. */
  applications: z.array(z.string()),
  /** The one this request came by. */
  current: z.boolean(),
});
export type SignIn = z.infer<typeof signIn>;

/** `GET /sign-ins`: last used first. `DELETE /sign-ins` ends all but the current one. */
export const signIns = z.object({ items: z.array(signIn) });
/** `DELETE /sign-ins/{signInId}`. */
export const signInPath = z.object({ signInId: z.string().min(1).max(100) });

/** `PUT /me/password`: ends all other sign-ins. */
export const changePasswordRequest = z.strictObject({
  currentPassword: z.string().min(1).max(200),
  password: z.string().min(12).max(200),
});
export type ChangePasswordRequest = z.infer<typeof changePasswordRequest>;

export const applicationSecret = z.object({
  id: guid,
  /** The secret's first three characters. */
  hint: z.string(),
  expiresAt: instant,
});

/** A certificate whose key signs client assertions instead of a secret. */
export const applicationCertificate = z.object({
  id: guid,
  /** SHA-1 of the certificate, hex in capitals. */
  thumbprint: z.string(),
  thumbprintSha256: z.string(),
  subject: z.string(),
  notBefore: instant,
  expiresAt: instant,
});
export type ApplicationCertificate = z.infer<typeof applicationCertificate>;

export const application = z.object({
  clientId: guid,
  name: z.string(),
  /** Public applications hold no secret: device code, and authorization code with PKCE. */
  public: z.boolean(),
  redirectUris: z.array(z.string()),
  /** A disabled one gets no tokens. */
  active: z.boolean(),
  /** Shared: other organisations may consent to it. */
  multiTenant: z.boolean(),
  /** What it asks of them: names of `GET /application-scopes`. */
  scopes: z.array(z.string()),
  createdAt: instant,
  secrets: z.array(applicationSecret),
  certificates: z.array(applicationCertificate),
});
export type Application = z.infer<typeof application>;

/** `GET /applications`: oldest first. */
export const applications = z.object({ items: z.array(application) });

const redirectUri = z
  .url({ error: 'must be an absolute address' })
  .max(400)
  .refine((address) => !address.includes('#'), { error: 'must not have a fragment' })
  .refine(
    (address) => /^https:\/\//i.test(address) || /^http:\/\/(localhost|127\.0\.0\.1|\[::1\])([:/]|$)/i.test(address),
    { error: 'must be https, or http on this machine' },
  );

/** `POST /applications`. */
export const createApplicationRequest = z.strictObject({
  name: lineText(120).min(1),
  public: z.boolean().default(false),
  redirectUris: z.array(redirectUri).max(20).default([]),
});
export type CreateApplicationRequest = z.input<typeof createApplicationRequest>;

/** Answer of `POST /applications`: the only time the secret is told. Public applications have none. */
export const createdApplication = z.object({ clientId: guid, clientSecret: z.string().optional() });
export type CreatedApplication = z.infer<typeof createdApplication>;

/** `POST /applications/{clientId}/secrets` takes no body; its answer is the only time the secret is told. */
export const applicationPath = z.object({ clientId: guid });
/** `DELETE /applications/{clientId}/secrets/{secretId}` takes a secret back at once. */
export const secretPath = applicationPath.extend({ secretId: guid });
/** `POST /applications/{clientId}/certificates`: X.509 in PEM, or base64 of DER; never with its private key. */
export const certificateRequest = z.strictObject({ certificate: z.string().min(1).max(20_000) });
export type CertificateRequest = z.infer<typeof certificateRequest>;
/** `DELETE /applications/{clientId}/certificates/{certificateId}` takes a certificate back at once. */
export const certificatePath = applicationPath.extend({ certificateId: guid });
/** `PUT /applications/{clientId}/state` disables and enables. */
export const applicationState = z.strictObject({ active: z.boolean() });
/** `PUT /applications/{clientId}/sharing`: what stands here replaces what stood. Without it consents open nothing any more. */
export const applicationSharing = z.strictObject({
  multiTenant: z.boolean(),
  scopes: z.array(z.string().min(1).max(100)).max(40),
});
export type ApplicationSharing = z.infer<typeof applicationSharing>;
export const createdSecret = applicationSecret.extend({ clientSecret: z.string() });
export type CreatedSecret = z.infer<typeof createdSecret>;
