'use client';
import { usePathname } from 'next/navigation';
import { BrowserTab } from '#components/chats/browser-tab.tsx';
import { chatIn } from '#components/chats/chat-path.ts';
import { useConversations, useRow } from '#components/realtime/hooks.ts';
import { deskIn, supportIn } from '#components/support/paths.ts';
import { useOwnChats } from '#components/support/use-own-chats.ts';
import { unreadOf } from './unread-of.ts';

const places: Record<string, string> = {
  chats: 'Chats',
  support: 'Support',
  desk: 'Desk',
  settings: 'Settings',
};

/** The tab of the signed-in window. */
export function WorkspaceTab() {
  const path = usePathname();
  const { rows } = useConversations();
  const support = useOwnChats();
  const openId = chatIn(path) ?? supportIn(path) ?? deskIn(path);
  const open = useRow(openId);
  // A conversation that is not known (yet, or any more) keeps the title that its page came with.
  const page = openId === null ? places[path.split('/')[1] ?? ''] : open?.name;
  return <BrowserTab page={page} unread={unreadOf(rows) + unreadOf(support.rows)} />;
}
