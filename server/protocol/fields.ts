import { z } from 'zod';
import { limits } from './limits.ts';

/** Postgres cannot store NUL, and a lone surrogate is not text: both are refused, never repaired. */
export const wellFormed = (text: string) => !text.includes('\0') && text.isWellFormed();

/** Any well-formed text up to a length. */
export const plainText = (max: number) => z.string().max(max).refine(wellFormed, 'must be well-formed text');

/** A positive whole number that names a row. */
export const id = z.int().positive();

/** A count of something, from 0. */
export const count = z.int().nonnegative();

/** How many rows a page of a list is asked for. */
export const pageSize = z.int().min(1).max(limits.page.max).default(limits.page.default);

/** ISO 8601 in UTC with milliseconds. */
export const timestamp = z.iso.datetime();

/** What is written under a file: a message's text that may be empty. */
export const caption = z
  .string()
  .max(limits.text, `content must be shorter than or equal to ${limits.text} characters`)
  .refine(wellFormed, 'content must be well-formed text');

/** A message's text: not empty after trimming, stored as sent (protocols, finer decision 17). */
export const messageText = caption.refine((text) => text.trim() !== '', 'content should not be empty');

/** What makes a repeated send one message (protocols, "Every dialect"). */
export const clientId = z
  .string('clientId must be a string')
  .min(1, 'clientId should not be empty')
  .max(limits.clientId, `clientId must be shorter than or equal to ${limits.clientId} characters`)
  .refine(wellFormed, 'clientId must be well-formed text');

/** One line of text for a title or a name, trimmed. */
export const line = (max: number) =>
  z
    .string()
    .trim()
    .min(1)
    .max(max)
    .refine(wellFormed, 'must be well-formed text')
    .refine((text) => !/[\p{Cc}\p{Zl}\p{Zp}]/u.test(text), 'must be one line');

export const title = line(limits.title);
export const displayName = line(limits.name);

/** One emoji (or short reaction text without spaces). */
export const emoji = z
  .string()
  .min(1)
  .max(limits.emoji)
  .refine((text) => wellFormed(text) && /^\p{RGI_Emoji}$/v.test(text), 'must be one emoji');

export const username = z
  .string()
  .min(limits.username.min)
  .max(limits.username.max)
  .regex(/^[a-zA-Z0-9._-]+$/, 'may have letters, digits, dot, underscore and hyphen');

export const email = z.email().max(limits.email).toLowerCase();

export const password = z
  .string()
  .min(limits.password.min)
  .max(limits.password.max)
  .refine(wellFormed, 'must be well-formed text');
