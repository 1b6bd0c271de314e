import { describe, expect, it } from 'vitest';
import { dialects } from '#server/protocol/dialects/dialects.ts';
import { openApiPath } from '#server/protocol/reference/openapi.ts';
import { restOperations } from '#server/protocol/routes/routes.ts';
import type { Entry, Group } from './entries.ts';
import { referenceGroups } from './groups.ts';

const groups = referenceGroups('https://chat.example.com');
const entriesOf = (group: Group | undefined): Entry[] =>
  group?.sections.flatMap(({ entries }) => entries) ?? [];
const groupOf = (id: string) => groups.find((group) => group.id === id);
function entry(group: string, name: string): Entry {
  const found = entriesOf(groupOf(group)).find((one) => one.name === name);
  if (!found) throw new Error(`${group} has no ${name}`);
  return found;
}
const textOf = ({ parts }: Entry) =>
  parts.flatMap(({ shape }) => shape.map(({ pieces }) => pieces.map(({ text }) => text).join('')));

describe('the page for developers', () => {
  it('has every operation of REST', () => {
    const shown = entriesOf(groupOf('rest')).map(({ label, name }) => `${label} ${name}`);
    expect(shown.toSorted()).toEqual(Object.keys(restOperations).map(openApiPath).toSorted());
  });

  it.each(Object.entries(dialects))('has every message of %s', (id, { fromClient, fromServer }) => {
    const shown = entriesOf(groupOf(id)).map(({ label, name }) => `${label} ${name}`);
    const said = [
      ...Object.keys(fromClient).map((name) => `client ${name}`),
      ...Object.keys(fromServer).map((name) => `server ${name}`),
    ];
    expect(shown.toSorted()).toEqual(said.toSorted());
  });

  it('gives each entry a place of its own, and no link leads nowhere', () => {
    const entries = groups.flatMap(entriesOf);
    const places = new Set([...entries, ...groups].map(({ id }) => id));
    expect(places.size).toBe(entries.length + groups.length);
    const links = entries.flatMap(({ parts }) =>
      parts.flatMap(({ shape }) =>
        shape.flatMap(({ pieces }) => pieces.flatMap((piece) => piece.shape ?? [])),
      ),
    );
    expect(links.filter((shape) => !places.has(`shape-${shape.toLowerCase()}`))).toEqual([]);
  });

  it('shows what an operation takes, answers and refuses', () => {
    const tokens = entry('rest', '/api/tokens');
    expect(tokens.parts.map(({ title }) => title)).toEqual(['Body', '201']);
    expect(textOf(tokens)).toContain('email: string');
    expect(tokens.parts[0]?.example).toContain('"ada@example.com"');
    expect(tokens.refusals).toContainEqual({
      code: 'invalid_credentials',
      text: 'Email or password is wrong',
      status: 401,
    });
  });

  it('shows what a command takes, how it is acknowledged and what answers it', () => {
    const send = entry('conversations', 'send-message');
    expect(send.parts.map(({ title }) => title)).toEqual(['Payload', 'Acknowledgement']);
    expect(send.answers).toEqual(['message-sent', 'message-error', 'receive-message']);
    expect(send.refusals.map(({ code }) => code)).toContain('Chat is closed');
    expect(groupOf('subscriptions')?.facts).toContainEqual({
      name: 'Address',
      text: 'wss://chat.example.com/chats/ws',
    });
  });
});
