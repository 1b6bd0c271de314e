import { Ajv } from 'ajv';
import type { DialectDescription } from '#server/protocol/dialects/dialect.ts';
import { dialects } from '#server/protocol/dialects/dialects.ts';
import { asyncApiDocument, messageKeys } from '#server/protocol/reference/asyncapi.ts';
import { contractOptions, createContract, pointer } from './contract.ts';

const { check } = createContract(new Ajv(contractOptions), asyncApiDocument('http://localhost', 'refused'));

const placeOf = (dialect: string, key: string) => pointer('channels', dialect, 'messages', key, 'payload');

function descriptionOf(dialect: string): DialectDescription {
  const description = dialects[dialect];
  if (!description) throw new Error(`There is no dialect ${dialect} in the document`);
  return description;
}

/** The Socket.IO dialect of a namespace. */
export function dialectOf(namespace: string): string {
  const found = Object.entries(dialects).find(
    ([, { transport, addresses }]) => transport === 'socket.io' && addresses.includes(namespace),
  );
  if (!found) throw new Error(`The document has no namespace ${namespace}`);
  return found[0];
}

const PATTERNS = { N: String.raw`\d+`, '…': '[^]*' };

function isText(text: string, documented: string): boolean {
  const pattern = documented
    .replaceAll(/[$()*+.?[\\\]^{|}]/g, String.raw`\$&`)
    .replaceAll(/\bN\b|…/g, (wild) => PATTERNS[wild as keyof typeof PATTERNS]);
  return new RegExp(`^${pattern}$`).test(text);
}

/** Every word of refusal is one that the dialect's description has. */
function checkText(dialect: string, text: unknown, where: string): void {
  if (typeof text !== 'string') return;
  const { fromClient, otherErrors } = descriptionOf(dialect);
  const known = [...Object.values(fromClient).flatMap(({ errors }) => errors), ...otherErrors];
  if (!known.some((one) => isText(text, one)))
    throw new Error(`${where} says “${text}”, which the description of ${dialect} does not have`);
}

const objectOf = (value: unknown): Record<string, unknown> =>
  typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};

/** Throws where a Socket.IO event is none that the AsyncAPI document has for the dialect. */
export function checkEvent(dialect: string, event: string, payload: unknown): void {
  const description = descriptionOf(dialect);
  const where = `${dialect} ${event}`;
  if (!Object.hasOwn(description.fromServer, event))
    throw new Error(`${where} is not in the AsyncAPI document`);
  check(placeOf(dialect, messageKeys.fromServer(event, description)), payload, where);
  if (dialect === 'hub') return;
  const { error, message } = objectOf(payload);
  checkText(dialect, error, where);
  if (event === 'error') checkText(dialect, typeof payload === 'string' ? payload : message, where);
}

/** Throws where the answer to a Socket.IO event is none that the AsyncAPI document has for it. */
export function checkAcknowledgement(dialect: string, event: string, answer: unknown): void {
  const known = Object.hasOwn(descriptionOf(dialect).fromClient, event);
  const where = `${dialect} acknowledgement of ${event}`;
  check(placeOf(dialect, known ? messageKeys.acknowledgement(event) : messageKeys.unknown), answer, where);
  if (dialect === 'hub') return;
  const { error, event: name, data } = objectOf(answer);
  checkText(dialect, error, where);
  if (name === 'error') checkText(dialect, data, where);
}

/**
 * Throws where a frame is none that the AsyncAPI document has for a dialect of that path. A path of none is a test's own
 * business.
 */
export function checkFrame(path: string, frame: unknown): void {
  const here = Object.entries(dialects).filter(
    ([, { transport, addresses }]) => transport === 'websocket' && addresses.includes(path),
  );
  if (here.length === 0) return;
  const complaints: string[] = [];
  for (const [dialect, description] of here)
    for (const name of Object.keys(description.fromServer)) {
      const where = `${dialect} ${name}`;
      try {
        check(placeOf(dialect, messageKeys.fromServer(name, description)), frame, where);
      } catch (error) {
        complaints.push(String(error));
        continue;
      }
      const { error, message, type } = objectOf(frame);
      const { content } = objectOf(message);
      checkText(dialect, error, where);
      if (dialect === 'assistant' && name !== 'chat_response' && Array.isArray(content))
        for (const text of content) checkText(dialect, text, where);
      if (type === 'error' || type === 'auth_error') checkText(dialect, message, where);
      return;
    }
  throw new Error(`A frame of ${path} is not in the AsyncAPI document:\n${complaints.join('\n')}`);
}
