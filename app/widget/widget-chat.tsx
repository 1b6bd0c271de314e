'use client';
import { useEffect } from 'react';
import { ConnectionBanner } from '#components/chats/connection-banner.tsx';
import { Conversation } from '#components/conversation/conversation.tsx';
import { useConnectionState, useConversation } from '#components/realtime/hooks.ts';
import { SupportNews } from '#components/support/support-news.tsx';
import { useOwnChats } from '#components/support/use-own-chats.ts';
import type { Panel } from '#components/support/widget/panel.ts';
import { StartChat } from '#components/support/widget/start-chat.tsx';
import type { Beginning } from '#components/support/widget/start-form.tsx';
import { widgetParts } from '#components/support/widget/widget-parts.tsx';
import { enterFrame } from './enter-frame.ts';

interface WidgetChatProps {
  panel: Panel;
  open: boolean;
  entered: number;
  /** Another chat is wanted than the one that is over. */
  anew: boolean;
  beginning: Beginning | null;
  onStarted: () => void;
  /** The session is over. */
  onEnded: () => void;
}

/** A visitor's chat: the one that goes on, else the last one, else a new one. */
export function WidgetChat({ panel, open, entered, anew, beginning, onStarted, onEnded }: WidgetChatProps) {
  const { rows } = useOwnChats();
  const state = useConnectionState();
  const chat = rows.find(({ support }) => support?.status !== 'CLOSED') ?? rows[0];
  const unread = rows.reduce((sum, row) => sum + row.unread, 0);
  const known = rows.length > 0;

  useEffect(() => panel.say({ switchboard: 'unread', count: unread }), [panel, unread]);
  useEffect(() => panel.say({ switchboard: 'chat', known }), [panel, known]);
  useEffect(() => {
    if (state === 'ended') onEnded();
  }, [state, onEnded]);

  const asks = anew || beginning !== null || !chat;
  return (
    <div data-connection-state={state} className="flex min-h-0 flex-1 flex-col">
      <SupportNews />
      <ConnectionBanner />
      {asks ? (
        <StartChat beginning={beginning} onStarted={onStarted} />
      ) : (
        // What is not seen is not rendered: it would be read, and it would measure nothing.
        open && <OpenChat conversationId={chat.id} entered={entered} />
      )}
    </div>
  );
}

function OpenChat({ conversationId, entered }: { conversationId: number; entered: number }) {
  const { state } = useConversation(conversationId);
  useEffect(() => {
    if (entered > 0) enterFrame();
  }, [entered, state]);
  return <Conversation conversationId={conversationId} parts={widgetParts} />;
}
