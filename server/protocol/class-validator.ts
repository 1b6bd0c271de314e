import { z } from 'zod';
import { clientId, messageText } from './fields.ts';
import { uuid } from './files.ts';

/** Fields whose texts are class-validator's, as the conversations document shows them. */

/** Both rules where nothing is given, else the one that is broken: "x should not be empty, x must be an integer number". */
const worded = (field: string, rule: string) => ({
  error: ({ input }: { input?: unknown }) => {
    const text = `${field} ${rule}`;
    return input === undefined || input === null || input === ''
      ? `${field} should not be empty, ${text}`
      : text;
  },
});

/** A required whole number; whether it names anything is for the store to say. */
export const integer = (field: string) => z.int(worded(field, 'must be an integer number'));

export const flag = (field: string) => z.boolean(worded(field, 'must be a boolean value'));

const messageTypes = ['text', 'image', 'file'] as const;

/** `message_type` of the conversations document. */
export const messageType = z.enum(
  messageTypes,
  worded('message_type', `must be one of the following values: ${messageTypes.join(', ')}`),
);

/** What a send says, whoever sends it wherever. */
export const sendFields = {
  message_type: messageType,
  content: z.string(worded('content', 'must be a string')).pipe(messageText),
  clientId: clientId.nullish(),
};

const isWebAddress = (text: string) => /^https?:\/\/\S+$/i.test(text) && URL.canParse(text);

/** An image or a file is named by its address, or where it was uploaded here by its id. */
export function needsFile(
  { message_type, content }: { message_type: z.infer<typeof messageType>; content: string },
  context: z.RefinementCtx,
): void {
  if (message_type !== 'text' && !isWebAddress(content) && !uuid.safeParse(content).success)
    context.addIssue({ code: 'custom', path: ['content'], message: 'content must be a URL address' });
}
