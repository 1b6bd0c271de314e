import { z } from 'zod';
import { displayName, email, id, password, plainText, timestamp, username } from './fields.ts';

export const role = z.enum(['USER', 'ADMIN', 'ASSISTANT']);
export type Role = z.infer<typeof role>;

/** A user as others see them. */
export const person = z.object({ id, username, name: displayName, role });
export type Person = z.infer<typeof person>;

/** A user as they see themselves. */
export const account = z.object({
  id,
  username,
  name: displayName,
  email: z.string(),
  role,
  owner: z
    .literal(true)
    .optional()
    .describe('An admin who keeps the desk: who its admins are, and its settings'),
});
export type Account = z.infer<typeof account>;

/** A user as `POST /api/users` and `POST /api/tokens` answer. */
export const publicAccount = account.omit({ name: true, owner: true });

/** What `PATCH /api/users/:id` answers. */
export const disabledAccount = publicAccount.extend({ disabled: z.boolean() });

/** `POST /api/users`. */
export const registration = z.object({
  username,
  email,
  password,
  role: z.enum(['USER', 'ADMIN']).optional(),
});
export type Registration = z.infer<typeof registration>;

/** What is checked at sign-in: only that these are strings of a sane size; everything else is "wrong". */
export const credentials = z.object({ email: plainText(320), password: plainText(1_000) });
export type Credentials = z.infer<typeof credentials>;

/** `POST /api/tokens`. */
export const tokenRequest = credentials.extend({
  expiresIn: z.int().min(1).max(3_600).default(3_600).describe('Seconds'),
});

/** The answer of `POST /api/tokens`. */
export const tokenGrant = z.object({
  token: z.string(),
  tokenType: z.literal('Bearer'),
  expiresAt: timestamp,
  user: publicAccount,
});
export type TokenGrant = z.infer<typeof tokenGrant>;

/** `PATCH /api/account`. */
export const accountChange = z.object({ name: displayName });

/** `PATCH /api/users/:id`, by an admin. */
export const userChange = z.object({ disabled: z.boolean() });

/** `POST /api/account/password`. */
export const passwordChange = z.object({ current: plainText(1_000), next: password });

/** A place where a user is signed in. */
export const sessionView = z.object({
  id: z.uuid(),
  kind: z.enum(['browser', 'token']).describe('A cookie, or an API token'),
  userAgent: z.string().nullable(),
  createdAt: timestamp,
  expiresAt: timestamp,
  current: z.boolean().describe('It is the one that asks'),
});
export type SessionView = z.infer<typeof sessionView>;
