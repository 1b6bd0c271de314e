import type { Metadata } from 'next';
import { requireSession } from '#app/session.ts';
import { ChatPlace } from './chat-place.tsx';

export const metadata: Metadata = { title: 'Chats' };

export default async function ChatsPage() {
  await requireSession('/chats');
  return <ChatPlace />;
}
