import { describe, expect, it } from 'vitest';
import type { Conversation, Message, Participant } from '#server/protocol/conversation.ts';
import {
  requireAuthor,
  requireGroup,
  requireLive,
  requireMayDelete,
  requireMember,
  requireOwner,
} from './policies.ts';

const participant = (change: Partial<Participant> = {}): Participant => ({
  userId: 1,
  role: 'member',
  readSeq: 0,
  version: 1,
  joinedAt: '2026-01-01T00:00:00.000Z',
  leftAt: null,
  ...change,
});

const message = (change: Partial<Message> = {}): Message => ({
  id: 5,
  conversationId: 7,
  seq: 1,
  version: 1,
  senderId: 1,
  clientId: 'one',
  kind: 'text',
  content: 'hello',
  replyTo: null,
  reactions: {},
  createdAt: '2026-01-01T00:00:00.000Z',
  editedAt: null,
  deletedAt: null,
  ...change,
});

const conversation = (kind: Conversation['kind']): Conversation => ({
  id: 7,
  uuid: '00000000-0000-4000-8000-000000000000',
  kind,
  title: null,
  createdBy: 1,
  createdAt: '2026-01-01T00:00:00.000Z',
  activeAt: '2026-01-01T00:00:00.000Z',
  lastSeq: 1,
  version: 1,
});

const refused = (code: string) => expect.objectContaining({ code });

describe('policies', () => {
  it('a stranger and a former member see what they would see of nothing', () => {
    const stranger = refused('conversation_not_found');
    expect(() => requireMember(undefined)).toThrow(stranger);
    expect(() => requireMember(participant({ leftAt: '2026-01-02T00:00:00.000Z' }))).toThrow(stranger);
    expect(requireMember(participant())).toEqual(participant());
  });

  it('only a group has members to change', () => {
    expect(() => requireGroup(conversation('direct'))).toThrow(refused('forbidden'));
    expect(() => requireGroup(conversation('group'))).not.toThrow();
  });

  it('only its owner may remove', () => {
    expect(() => requireOwner(participant())).toThrow(refused('forbidden'));
    expect(() => requireOwner(participant({ role: 'owner' }))).not.toThrow();
  });

  it('what is gone, deleted or a line about the conversation is not changed', () => {
    expect(() => requireLive(undefined)).toThrow(refused('message_not_found'));
    expect(() => requireLive(message({ deletedAt: '2026-01-02T00:00:00.000Z' }))).toThrow(
      refused('message_deleted'),
    );
    expect(() => requireLive(message({ kind: 'system' }))).toThrow(refused('forbidden'));
    expect(requireLive(message())).toEqual(message());
  });

  it('only its author edits a message', () => {
    expect(() => requireAuthor(message({ senderId: 1 }), 2)).toThrow(refused('forbidden'));
    expect(() => requireAuthor(message({ senderId: 2 }), 2)).not.toThrow();
  });

  it('its author deletes a message, and in a group its owner', () => {
    const foreign = message({ senderId: 2 });
    const owner = participant({ role: 'owner' });
    expect(() => requireMayDelete(conversation('group'), owner, foreign)).not.toThrow();
    expect(() => requireMayDelete(conversation('direct'), participant(), message())).not.toThrow();
    expect(() => requireMayDelete(conversation('group'), participant(), foreign)).toThrow(
      refused('forbidden'),
    );
    expect(() => requireMayDelete(conversation('direct'), owner, foreign)).toThrow(refused('forbidden'));
  });
});
