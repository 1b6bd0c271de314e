'use client';
import { usePathname } from 'next/navigation';
import { AssistantConversation } from '#components/assistant/assistant-conversation.tsx';
import { NewQuestion } from '#components/assistant/new-question.tsx';
import { assistantHome, assistantIn, assistantPath, isAssistant } from '#components/assistant/paths.ts';
import { useGo, usePlace } from '#components/shell/navigation.tsx';

/** The conversation that the address names, or a new one. The address may have moved on from the page that the server rendered. */
export function AssistantPlace() {
  usePlace(isAssistant);
  const go = useGo();
  const id = assistantIn(usePathname());
  return id === null ? (
    <NewQuestion onBegun={(begun) => go(assistantPath(begun))} />
  ) : (
    <AssistantConversation conversationId={id} onDeleted={() => go(assistantHome)} />
  );
}
