'use client';
import { useMemo, useState } from 'react';
import { errorView } from '#components/realtime/command-error.ts';
import { useAccount, useMessageActions } from '#components/realtime/hooks.ts';
import { useSend } from '#components/realtime/outgoing-hooks.ts';
import type { TimelineItem } from '#components/realtime/types.ts';
import { useToast } from '#components/ui/toast.tsx';
import type { MessageHandlers } from './conversation-scope.ts';
import { copyText } from '#components/ui/copy-text.ts';
import { rememberEmoji } from './message/emojis.ts';

interface HandlerParts extends Pick<MessageHandlers, 'reply' | 'edit' | 'jumpTo' | 'focus' | 'compose'> {
  conversationId: number;
}

/** What the reader is asked about a message. */
export interface MessageQuestion {
  about: 'remove' | 'react';
  item: TimelineItem;
}

/** What can be done with messages, and what the reader is asked before it is. */
export function useMessageHandlers(parts: HandlerParts) {
  const { conversationId, reply, edit, jumpTo, focus, compose } = parts;
  const { id: ownId } = useAccount();
  const actions = useMessageActions();
  const sender = useSend(conversationId);
  const toast = useToast();
  const [question, ask] = useState<MessageQuestion | null>(null);

  const handlers = useMemo((): MessageHandlers => {
    const orSay = (what: string) => (thrown: unknown) =>
      toast({ tone: 'danger', text: `${what}. ${errorView(thrown).message}` });
    return {
      reply,
      edit,
      jumpTo,
      focus,
      compose,
      remove: (item) => ask({ about: 'remove', item }),
      chooseReaction: (item) => ask({ about: 'react', item }),
      retry: ({ clientId }) => sender.retry(clientId),
      discard: ({ clientId }) => sender.discard(clientId),
      copy: ({ content }) =>
        void copyText(content).then((copied) =>
          toast(
            copied
              ? { tone: 'positive', text: 'Text copied' }
              : { tone: 'danger', text: 'The text could not be copied' },
          ),
        ),
      react({ id, reactions }, emoji) {
        if (id === null) return;
        const on = !reactions[emoji]?.includes(ownId);
        if (on) rememberEmoji(emoji);
        actions.react(id, emoji, on).catch(orSay('Your reaction was not kept'));
      },
    };
  }, [actions, sender, toast, ownId, reply, edit, jumpTo, focus, compose]);

  const remove = ({ id }: TimelineItem) => {
    if (id !== null)
      actions
        .remove(id)
        .catch((thrown: unknown) =>
          toast({ tone: 'danger', text: `Not deleted. ${errorView(thrown).message}` }),
        );
  };
  return { handlers, question, answered: () => ask(null), remove };
}
