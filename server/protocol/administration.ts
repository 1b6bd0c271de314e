import { z } from 'zod';
import { id, timestamp } from './fields.ts';
import { account, person } from './identity.ts';

/** Who keeps the desk, and what they did (docs/decisions/025). */

/** An admin, as owners see them. */
export const administrator = account.omit({ role: true, owner: true }).extend({
  owner: z.boolean(),
  disabled: z.boolean(),
});
export type Administrator = z.infer<typeof administrator>;

/** The answer of `GET /api/admins`: owners first, then by name. */
export const administrators = z.object({ data: z.array(administrator) });

/** `PUT /api/admins/:id`. */
export const administratorChange = z.object({ owner: z.boolean() });

/** What the audit log tells of. */
export const auditAction = z.enum([
  'user_created',
  'user_disabled',
  'user_enabled',
  'admin_added',
  'admin_removed',
  'owner_added',
  'owner_removed',
  'settings_changed',
  'article_created',
  'article_changed',
  'article_deleted',
  'response_created',
  'response_changed',
  'response_deleted',
  'webhook_created',
  'webhook_changed',
  'webhook_secret_changed',
  'webhook_deleted',
]);
export type AuditAction = z.infer<typeof auditAction>;

/** One thing that somebody did. */
export const auditEntry = z.object({
  id,
  at: timestamp,
  actor: person,
  action: auditAction,
  subject: z.string().describe('What it was done to, by the name that it had then'),
  changes: z.array(z.string()).describe('Of a change: what it touched, by the names of fields'),
});
export type AuditEntry = z.infer<typeof auditEntry>;

export const auditQuery = z.object({
  cursor: z
    .string()
    .regex(/^[1-9]\d{0,14}$/)
    .optional(),
});

/** The answer of `GET /api/audit-log`: the latest first. */
export const auditLog = z.object({ data: z.array(auditEntry), nextCursor: z.string().nullable() });
