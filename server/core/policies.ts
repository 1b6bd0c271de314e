import type { Conversation, Message, Participant, SupportState } from '#server/protocol/conversation.ts';
import { ChatError } from '#server/protocol/errors.ts';
import type { Account } from '#server/protocol/identity.ts';
import type { Session } from './session.ts';

/** Who may do what in a conversation. Each throws the error that the asker is shown. */

/** A stranger and a former member cannot tell a foreign conversation from a missing one. */
export function requireMember(participant: Participant | undefined): Participant {
  if (!participant || participant.leftAt) throw new ChatError('conversation_not_found');
  return participant;
}

/** What visitors of other sites have no part in: they have their own support chats, and nothing besides. */
export function requireRegistered({ visitor }: Session): void {
  if (visitor) throw new ChatError('forbidden', undefined, 'Only somebody with an account may do this');
}

export function requireGroup(conversation: Conversation): void {
  if (conversation.kind !== 'group') throw new ChatError('forbidden', undefined, 'Only a group can do this');
}

export function requireOwner(member: Participant): void {
  if (member.role !== 'owner')
    throw new ChatError('forbidden', undefined, 'Only the owner of the group may do this');
}

/** A message that is there to be changed: not deleted, not a line about the conversation. */
export function requireLive(message: Message | undefined): Message {
  if (!message) throw new ChatError('message_not_found');
  if (message.deletedAt) throw new ChatError('message_deleted');
  if (message.kind === 'system') throw new ChatError('forbidden');
  return message;
}

export function requireAuthor(message: Message, userId: number): void {
  if (message.senderId !== userId)
    throw new ChatError('forbidden', undefined, 'Only its author may edit a message');
}

/** One's own messages, and in a group everything for its owner. */
export function requireMayDelete(conversation: Conversation, member: Participant, message: Message): void {
  if (message.senderId === member.userId) return;
  if (conversation.kind === 'group' && member.role === 'owner') return;
  throw new ChatError(
    'forbidden',
    undefined,
    'Only its author or the owner of the group may delete a message',
  );
}

/** Every admin may read and enter every support chat. */
export const mayEnter = ({ account }: Session, conversation: Conversation): boolean =>
  conversation.kind === 'support' && account.role === 'ADMIN';

/** What admins alone do: the desk, and what is known of clients; writing articles, and reading those that are not published. */
export function requireAdmin({ role }: Account): void {
  if (role !== 'ADMIN') throw new ChatError('forbidden', undefined, 'Only an admin may do this');
}

/** What owners alone do: who is an admin, how the desk works, and what was changed about it. */
export function requireDeskOwner({ role, owner }: Account): void {
  if (role !== 'ADMIN' || !owner) throw new ChatError('forbidden', undefined, 'Only an owner may do this');
}

/** What admins alone know of a chat is kept from its client, an admin though they be. */
export function requireOthersChat(account: Account, { clientId }: Pick<SupportState, 'clientId'>): void {
  requireAdmin(account);
  if (clientId === account.id)
    throw new ChatError('forbidden', undefined, 'What is kept on one’s own chat is for the other admins');
}

/** The owner of a chat may put it aside, and any admin one that nobody owns. */
export function requireMaySnooze({ status, adminId }: SupportState, account: Account): void {
  if (status === 'CLOSED')
    throw new ChatError('invalid_transition', undefined, 'A closed chat cannot be snoozed');
  requireOwnChat(adminId, account.id);
}

/** What somebody wants of a support chat: another status, or another owner (null: none). */
export type SupportWish = { status: SupportState['status'] } | { adminId: number | null };

type SupportPlace = Pick<SupportState, 'status' | 'adminId'>;

/**
 * Where the wish leads (protocols, finer decision 4); the same place where it changes nothing. Whether a wished owner is
 * an admin is for the caller to know. Errors: already_claimed, invalid_transition, forbidden.
 */
export function judgeSupportWish(chat: SupportState, asker: Account, wish: SupportWish): SupportPlace {
  const { status, adminId } = chat;
  if ('status' in wish && wish.status === status) return { status, adminId };
  if (asker.role !== 'ADMIN') {
    if (status === 'CLOSED' && 'status' in wish && wish.status === 'PENDING')
      return { status: 'PENDING', adminId: null };
    throw new ChatError('forbidden', undefined, 'Only an admin may do this');
  }
  return 'status' in wish ? wishStatus(chat, asker.id, wish.status) : wishOwner(chat, asker.id, wish.adminId);
}

function wishStatus({ status, adminId }: SupportPlace, me: number, to: SupportPlace['status']): SupportPlace {
  if (to === 'CLOSED') return { status: to, adminId };
  if (to === 'ACTIVE') return { status: to, adminId: me };
  if (status === 'ACTIVE') requireOwnChat(adminId, me);
  return { status: to, adminId: null };
}

function wishOwner({ status, adminId }: SupportPlace, me: number, to: number | null): SupportPlace {
  if (to === adminId) return { status, adminId };
  if (status === 'CLOSED')
    throw new ChatError('invalid_transition', undefined, 'A closed chat has no new owner');
  if (adminId === null) {
    if (to !== me) throw new ChatError('forbidden', undefined, 'Claim the chat before you hand it over');
    return { status: 'ACTIVE', adminId: me };
  }
  requireOwnChat(adminId, me);
  return to === null ? { status: 'PENDING', adminId: null } : { status: 'ACTIVE', adminId: to };
}

function requireOwnChat(adminId: number | null, me: number): void {
  if (adminId !== null && adminId !== me) throw new ChatError('already_claimed', { adminId });
}
