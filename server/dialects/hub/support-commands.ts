import type { Core } from '#server/core/core.ts';
import { requireAdmin, type SupportWish } from '#server/core/policies.ts';
import type { Session } from '#server/core/session.ts';
import type { Chat } from '#server/core/store.ts';
import type { HubCommand } from '#server/protocol/hub.ts';
import type { Realtime } from '#server/realtime/realtime.ts';
import type { HubHandlers } from './commands.ts';

type SupportHandlers = Pick<HubHandlers, Extract<HubCommand, `support.${string}`>>;

/** Wires the commands on support chats. */
export function createSupportCommands(
  {
    support,
    desk,
    deskSearch,
    notes,
    labels,
    events,
    snoozes,
    drafts,
  }: Pick<Core, 'support' | 'desk' | 'deskSearch' | 'notes' | 'labels' | 'events' | 'snoozes' | 'drafts'>,
  { viewings }: Pick<Realtime, 'viewings'>,
): SupportHandlers {
  const changed = ({ id, status, clientId, adminId, rating }: Chat) => ({
    conversationId: id,
    status,
    clientId,
    adminId,
    rating,
  });
  type Words = Parameters<typeof support.change>[3];
  const change = async (session: Session, conversationId: number, wish: SupportWish, words?: Words) =>
    changed(await support.change(session, String(conversationId), wish, words));

  return {
    async 'support.open'(session, { subject, content, clientId }) {
      const { chat, created } = await support.open(session, { title: subject, content, clientId });
      return { conversationId: chat.id, created };
    },
    'support.draft': drafts.make,
    'support.place': desk.place,
    async 'support.reopen'(session, { conversationId }) {
      const status = session.account.role === 'ADMIN' ? 'ACTIVE' : 'PENDING';
      return change(session, conversationId, { status });
    },
    'support.rate': async (session, input) => changed(await support.rate(session, input)),
    'support.label': labels.set,
    'support.labels': labels.all,
    'support.note': notes.add,
    'support.notes': notes.list,
    'support.list': desk.list,
    'support.search': deskSearch.find,
    async 'support.view'(session, { conversationId }) {
      requireAdmin(session.account);
      await viewings.look(session, conversationId, async () => {
        if (conversationId !== null) await desk.requireViewable(session, conversationId);
      });
      return {};
    },
    'support.counts': desk.counts,
    'support.client': desk.client,
    'support.admins': desk.admins,
    'support.available': desk.setAvailable,
    'support.claim': (session, { conversationId }) =>
      change(session, conversationId, { adminId: session.account.id }),
    'support.assign': (session, { conversationId, adminId, note }) =>
      change(session, conversationId, { adminId }, { note }),
    'support.release': (session, { conversationId }) => change(session, conversationId, { adminId: null }),
    'support.close': (session, { conversationId, ...words }) =>
      change(session, conversationId, { status: 'CLOSED' }, words),
    'support.closeMany': support.closeMany,
    'support.history': events.list,
    'support.snooze': snoozes.snooze,
    'support.wake': snoozes.wake,
  };
}
