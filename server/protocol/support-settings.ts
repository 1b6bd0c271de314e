import { z } from 'zod';
import { count, wellFormed } from './fields.ts';
import { limits } from './limits.ts';
import { site } from './widget.ts';

/** How the desk works, where it may be set: owners change it (docs/decisions/025). */

/** What an automatic text may have in it: when the desk is open again. */
export const OPENS_VARIABLE = '{{opens}}';

const text = z.string().trim().max(limits.automaticText).refine(wellFormed, 'must be well-formed text');
const hours = z.int().min(1).max(limits.silenceHours);

const autoClose = z.object({
  silenceHours: hours.describe('After an admin’s message that the client does not answer: they are warned'),
  graceHours: hours.describe('After the warning: the chat is closed'),
  warning: text.refine((written) => written !== '', 'should not be empty'),
});

/** How chats find an admin: by hand, or in turn among those who are available. */
const assignment = z.enum(['manual', 'round_robin']);

export const supportSettings = z.object({
  widgetOrigins: z
    .array(site)
    .max(limits.widgetOrigins)
    .refine((origins) => new Set(origins).size === origins.length, 'must name each origin once')
    .describe('Sites that may have the chat button'),
  awayReply: text.describe(
    `What is said by itself outside business hours; ${OPENS_VARIABLE} becomes the time when they begin again. Empty: nothing`,
  ),
  autoClose: autoClose.nullable().describe('Null: nothing is closed by itself'),
  assignment,
});
export type SupportSettings = z.output<typeof supportSettings>;

/**
 * Settings as they are, and how often they were changed; of `PUT /api/support-settings` the version is that of those which
 * it changes.
 */
export const keptSettings = z.object({ settings: supportSettings, version: count });
export type KeptSettings = z.output<typeof keptSettings>;

/** Until somebody sets them. */
export const usualSettings: SupportSettings = {
  widgetOrigins: [],
  awayReply: '',
  autoClose: null,
  assignment: 'manual',
};
