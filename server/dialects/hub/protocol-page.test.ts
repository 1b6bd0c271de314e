import { describe, expect, it } from 'vitest';
import { hubDescription } from '#server/protocol/dialects/hub.ts';
import { HUB_NAMESPACE, HUB_VERSION, hubCommands, hubEvents } from '#server/protocol/hub.ts';
import { limits } from '#server/protocol/limits.ts';
import { readProtocolPage } from '#server/testing/protocol-page.ts';

const { text, commands, events } = readProtocolPage();

describe('PROTOCOL.md', () => {
  it('is of this version and namespace', () => {
    expect(text).toContain(`# The hub dialect, version ${HUB_VERSION}`);
    expect(text).toContain(`namespace \`${HUB_NAMESPACE}\``);
  });

  it('has every command and every event, and no others', () => {
    expect([...commands.keys()].toSorted()).toEqual(Object.keys(hubCommands).toSorted());
    expect(events.toSorted()).toEqual(Object.keys(hubEvents).toSorted());
  });

  it.each(Object.entries(hubCommands))('has every field of %s', (name, { input, output }) => {
    const section = text.split('\n### ').find((one) => one.startsWith(`\`${name}\``)) ?? '';
    const said = section
      .replace('CHANGED', '{conversationId, version}')
      .replace('NOTE', '{id, conversationId, author, content, createdAt}')
      .replace('CHAT', '{conversationId, status, clientId, adminId, rating}');
    const fields = [...Object.keys(input.shape), ...Object.keys(output.shape)];
    const missing = fields.filter((field) => !said.includes(field));
    expect(missing).toEqual([]);
  });

  it.each(Object.entries(hubDescription.fromClient))('names the errors of %s', (name, { errors }) => {
    // Of `internal` it speaks once, for all of them.
    const documented = errors.filter((code) => code !== 'internal');
    expect([...(commands.get(name) ?? [])].toSorted()).toEqual(documented.toSorted());
  });

  it.each([
    limits.text,
    limits.changesPage,
    limits.changesSpan,
    limits.idsPerCommand,
    limits.groupMembers,
    limits.reactionsPerMessage,
    limits.excerpt,
    limits.title,
    limits.searchQuery,
    limits.clientId,
    limits.page.max,
    limits.page.default,
    limits.frameBytes / 1024,
  ])('says the limit %d', (limit) => {
    expect(text).toMatch(new RegExp(`\\b${limit.toLocaleString('en')}\\b`));
  });
});
