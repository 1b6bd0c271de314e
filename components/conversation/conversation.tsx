'use client';
import { useState } from 'react';
import { useConversation } from '#components/realtime/hooks.ts';
import { ConversationMissing, ConversationUnloaded } from './conversation-missing.tsx';
import { chatParts, type ConversationParts } from './conversation-parts.tsx';
import { ConversationSkeleton } from './conversation-skeleton.tsx';
import { OpenConversation } from './open-conversation.tsx';

interface ConversationProps {
  conversationId: number;
  parts?: ConversationParts;
  /** Called when the reader has left the conversation. */
  onClose?: () => void;
}

/** A conversation with its header, messages, composer and details. It is a page: it brings its own `main`. */
export function Conversation(props: ConversationProps) {
  return <OneConversation key={props.conversationId} {...props} />;
}

function OneConversation({ conversationId, parts = chatParts, onClose }: ConversationProps) {
  const { state, error, row, members, retry } = useConversation(conversationId);
  // Who is no longer in it has no row of it any more, but sees what it was.
  const [held, hold] = useState(row);
  if (row !== null && row !== held) hold(row);
  const shown = row ?? held;
  if (shown)
    return <OpenConversation row={shown} members={members} state={state} parts={parts} onClose={onClose} />;
  if (state === 'loading' || state === 'ready') return <ConversationSkeleton />;
  if (state === 'gone') return <ConversationMissing home={parts.home} />;
  return <ConversationUnloaded error={error} onRetry={retry} />;
}
