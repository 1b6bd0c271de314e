'use client';
import { Sparkles } from 'lucide-react';
import { useState } from 'react';
import { errorView } from '#components/realtime/command-error.ts';
import { useAssistantCommands } from '#components/realtime/hooks.ts';
import { useDraft, useAskIn } from '#components/realtime/outgoing-hooks.ts';
import { Column } from '#components/shell/column.tsx';
import { PageHeader } from '#components/shell/page-header.tsx';
import { Page } from '#components/shell/page.tsx';
import type { Route } from 'next';
import { useToast } from '#components/ui/toast.tsx';
import { AssistantComposer } from './assistant-composer.tsx';
import { useAllowanceNote } from './use-allowance-note.ts';
import { useModel } from './use-model.ts';

const suggestions = [
  'How do I close a support chat?',
  'What happens to messages that I write offline?',
  'Which protocols can a client speak?',
  'How do I start a group?',
];

/** The draft of a question that has no conversation yet. */
const NEW = 0;

/** An empty conversation: what may be asked, and where. */
export function NewQuestion({ onBegun }: { onBegun: (conversationId: number) => void }) {
  const assistant = useAssistantCommands();
  const ask = useAskIn();
  const [, keep] = useDraft(NEW);
  const toast = useToast();
  const note = useAllowanceNote(0);
  const choice = useModel();
  const [busy, setBusy] = useState(false);

  const begin = (text: string): string | null => {
    if (busy) return 'The question before is being sent';
    setBusy(true);
    assistant
      .create()
      .then((conversationId) => {
        ask(conversationId, text, choice.model);
        onBegun(conversationId);
      })
      .catch((thrown: unknown) => {
        keep(text);
        toast({ tone: 'danger', text: `Not asked. ${errorView(thrown).message}` });
      })
      .finally(() => setBusy(false));
    return null;
  };

  return (
    <Page
      header={<PageHeader back={{ href: '/assistant' as Route, label: 'Back' }} title="New conversation" />}
    >
      <Column className="flex flex-1 flex-col items-center justify-center gap-6">
        <Sparkles aria-hidden strokeWidth={1.5} className="size-7 text-muted" />
        <h2 className="text-title font-semibold">What would you like to know?</h2>
        <ul className="grid w-full gap-2 sm:grid-cols-2">
          {suggestions.map((text) => (
            <li key={text}>
              <button
                type="button"
                onClick={() => begin(text)}
                className="h-full w-full rounded-panel border px-4 py-3 text-start text-meta hover:bg-hover"
              >
                {text}
              </button>
            </li>
          ))}
        </ul>
      </Column>
      <Column className="pb-3">
        <AssistantComposer
          conversationId={NEW}
          running={undefined}
          onAsk={begin}
          onStop={() => undefined}
          choice={choice}
          note={note}
        />
      </Column>
    </Page>
  );
}
