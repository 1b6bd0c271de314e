import { z } from 'zod';
import { id, messageText, timestamp } from './fields.ts';
import { limits } from './limits.ts';

/** Texts that admins keep ready and bring into a support chat by `/name`. */

/** Written in small letters, it is one however it was typed. */
const name = z
  .string()
  .trim()
  .toLowerCase()
  .min(1)
  .max(limits.cannedName)
  .regex(/^[\p{L}\p{N}]+(?:-[\p{L}\p{N}]+)*$/u, 'may have letters, digits and single hyphens');

/** What a variable as `{{client.name}}` is filled with by who brings the text into a chat. */
export const cannedVariables = ['client.name', 'client.first_name', 'admin.name', 'chat.subject'] as const;
export type CannedVariable = (typeof cannedVariables)[number];

/** `POST /api/canned-responses`. */
export const cannedResponseText = z.object({ name, content: messageText });
export type CannedResponseText = z.infer<typeof cannedResponseText>;

/** `PATCH /api/canned-responses/:id`. */
export const cannedResponseChange = cannedResponseText.partial();
export type CannedResponseChange = z.infer<typeof cannedResponseChange>;

export const cannedResponse = cannedResponseText.extend({ id, updatedAt: timestamp });
export type CannedResponse = z.infer<typeof cannedResponse>;

/** The answer of `GET /api/canned-responses`: all of them, by name. */
export const cannedResponses = z.object({ data: z.array(cannedResponse) });
