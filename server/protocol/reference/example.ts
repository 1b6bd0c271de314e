import type { JsonSchema } from './json-schema.ts';

/** What fields of these names hold in examples, where their schema allows it; the same everywhere. */
const values: Record<string, unknown> = {
  id: 481,
  conversationId: 12,
  conversation_id: 12,
  sessionId: 12,
  chatId: '12',
  chat_id: '3f2c8a54-7d1e-4b6a-9c53-1d0a8f4e2b77',
  chat_ids: ['3f2c8a54-7d1e-4b6a-9c53-1d0a8f4e2b77'],
  messageId: 481,
  messageIds: ['481'],
  userId: 2,
  userIds: [2],
  senderId: 1,
  sender_id: 1,
  receiver_id: 2,
  participant_ids: [2, 3],
  createdBy: 1,
  clientId: '0f6b3a52-send-1',
  seq: 7,
  lastSeq: 7,
  readSeq: 6,
  version: 9,
  since: 8,
  content: 'Hello Grace',
  text: 'Hello Grace',
  message: 'Hello Grace',
  excerpt: 'Hello Grace',
  prompt: 'What is a compiler?',
  from: 'ada',
  username: 'ada',
  name: 'Ada Lovelace',
  senderName: 'Ada Lovelace',
  title: 'Compilers',
  subject: 'It does not start',
  email: 'ada@example.com',
  password: 'ada-password',
  current: 'ada-password',
  next: 'a better password',
  token: 'eyJhbGciOiJIUzI1NiJ9.…',
  emoji: '👍',
  query: 'gra',
  size: 48_213,
  total: 41,
  limit: 20,
  error: 'Chat is closed',
  expiresIn: 3_600,
  userAgent: 'Mozilla/5.0',
  cursor: null,
  nextCursor: null,
};

const formats: Record<string, unknown> = {
  date: '2026-11-20',
  'date-time': '2026-11-20T10:15:00.000Z',
  uuid: '3f2c8a54-7d1e-4b6a-9c53-1d0a8f4e2b77',
  email: 'ada@example.com',
  uri: 'https://chat.example.com/',
};

/** Whether a schema takes a value, as far as examples need it: its type, its choices, its pattern. */
function takes(schema: JsonSchema, value: unknown): boolean {
  const choices = schema.anyOf ?? schema.oneOf;
  if (choices) return choices.some((choice) => typeof choice === 'object' && takes(choice, value));
  if (schema.$ref || schema.format || schema.const !== undefined || schema.enum) return false;
  const type = value === null ? 'null' : Array.isArray(value) ? 'array' : typeof value;
  const types = [schema.type].flat();
  if (!types.some((one) => one === type || (one === 'integer' && type === 'number'))) return false;
  if (Array.isArray(value)) return itemsOf(schema).every((item) => value.every((one) => takes(item, one)));
  return typeof value !== 'string' || schema.pattern === undefined || new RegExp(schema.pattern).test(value);
}

function itemsOf({ prefixItems, items }: JsonSchema): JsonSchema[] {
  const some = prefixItems ?? items ?? [];
  return [some].flat().filter((item) => typeof item === 'object');
}

interface ExampleOptions {
  /** A request says what it must (one thing at least), an answer all that it may. */
  only?: 'required';
}

/** A value that a schema takes, the same each time. `components` are those of the schema's document. */
export function exampleOf(
  schema: JsonSchema,
  components: Record<string, JsonSchema>,
  { only }: ExampleOptions = {},
): unknown {
  function make(part: JsonSchema, name = ''): unknown {
    if (part.$ref) return make(components[part.$ref.split('/').at(-1) ?? ''] ?? {}, name);
    if (part.examples?.[0] !== undefined) return part.examples[0];
    if (Object.hasOwn(values, name) && takes(part, values[name])) return values[name];
    if (part.const !== undefined) return part.const;
    if (part.enum) return part.enum[0];
    const [choice] = part.anyOf ?? part.oneOf ?? [];
    if (typeof choice === 'object') return make(choice, name);
    if (part.allOf)
      return Object.assign({}, ...part.allOf.map((one) => (typeof one === 'object' ? make(one, name) : {})));
    return makeOfType(part, name);
  }

  function makeOfType(part: JsonSchema, name: string): unknown {
    const { properties = {}, required = [] } = part;
    switch ([part.type].flat()[0]) {
      case 'object':
        return Object.fromEntries(
          Object.entries(properties)
            .filter(
              ([field], place) =>
                only !== 'required' || required.includes(field) || (required.length === 0 && place === 0),
            )
            .map(([field, inner]) => [field, typeof inner === 'object' ? make(inner, field) : null]),
        );
      case 'array':
        return itemsOf(part).map((item) => make(item, name));
      case 'integer':
      case 'number':
        return part.minimum ?? 1;
      case 'boolean':
        return true;
      case 'null':
        return null;
      default:
        return formats[part.format ?? ''] ?? (part.pattern?.includes('\\d') ? '481' : 'text');
    }
  }

  return make(schema);
}
