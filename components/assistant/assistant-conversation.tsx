'use client';
import { LifeBuoy, Sparkles } from 'lucide-react';
import type { Route } from 'next';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useMemo } from 'react';
import { errorView } from '#components/realtime/command-error.ts';
import { useAssistantCommands, useConversation, useRuns, useTimeline } from '#components/realtime/hooks.ts';
import { useSend } from '#components/realtime/outgoing-hooks.ts';
import { Column } from '#components/shell/column.tsx';
import { PageHeader } from '#components/shell/page-header.tsx';
import { Page } from '#components/shell/page.tsx';
import { Button } from '#components/ui/button.tsx';
import { copyText } from '#components/ui/copy-text.ts';
import { EmptyState } from '#components/ui/empty-state.tsx';
import { useToast } from '#components/ui/toast.tsx';
import type { Rating } from '#server/protocol/runs.ts';
import type { AnswerHandlers } from './answer.tsx';
import { AssistantComposer } from './assistant-composer.tsx';
import { AssistantMenu } from './assistant-menu.tsx';
import { SpeechProvider } from './speech/speech-provider.tsx';
import { HandedOff } from './handed-off.tsx';
import { needsPerson } from './needs-person.ts';
import { Thread } from './thread.tsx';
import { useHandOff } from './use-hand-off.ts';
import { useAllowanceNote } from './use-allowance-note.ts';
import { useModel } from './use-model.ts';

/** A conversation with the assistant. It is a page: it brings its own `main`. */
export function AssistantConversation(props: { conversationId: number; onDeleted: () => void }) {
  return <OneConversation key={props.conversationId} {...props} />;
}

function OneConversation({ conversationId, onDeleted }: { conversationId: number; onDeleted: () => void }) {
  const { state, row } = useConversation(conversationId);
  const runs = useRuns(conversationId);
  const sender = useSend(conversationId);
  const assistant = useAssistantCommands();
  const toast = useToast();
  const cache = useQueryClient();
  const choice = useModel();
  const note = useAllowanceNote(runs.length);
  const handOff = useHandOff(conversationId);
  const handedTo = row?.handedTo ?? null;

  const ratingsKey = ['assistant', 'ratings', conversationId];
  const { data: rated = [] } = useQuery({
    queryKey: ratingsKey,
    queryFn: () => assistant.ratings(conversationId),
  });
  const ratings = useMemo(() => new Map(rated.map(({ messageId, rating }) => [messageId, rating])), [rated]);
  const proposed = needsPerson(useTimeline(conversationId).items, ratings);
  const say = (what: string) => (thrown: unknown) =>
    toast({ tone: 'danger', text: `${what}. ${errorView(thrown).message}` });
  const rate = useMutation({
    mutationFn: ({
      messageId,
      rating,
      reason,
    }: Pick<Rating, 'messageId' | 'reason'> & { rating: Rating['rating'] | null }) =>
      assistant.rate(messageId, rating, reason),
    // A reason that is sent after its thumb arrives after it.
    scope: { id: `rate-${conversationId}` },
    onError: say('Your rating was not kept'),
    onSettled: () => cache.invalidateQueries({ queryKey: ratingsKey }),
  });

  const handlers: AnswerHandlers = {
    copy: ({ content }) =>
      void copyText(content).then((copied) =>
        toast(
          copied
            ? { tone: 'positive', text: 'Answer copied' }
            : { tone: 'danger', text: 'The answer could not be copied' },
        ),
      ),
    regenerate: (promptId) => void assistant.regenerate(promptId, choice.model).catch(say('Not asked again')),
    continueAnswer: (messageId) => void assistant.continueAnswer(messageId).catch(say('Not continued')),
    rate: (messageId, rating, reason = null) => rate.mutate({ messageId, rating, reason }),
  };

  if (state === 'gone')
    return (
      <Page>
        <EmptyState icon={<Sparkles aria-hidden strokeWidth={1.5} />}>
          There is no such conversation, or it was deleted.
        </EmptyState>
      </Page>
    );
  return (
    <Page
      header={
        <PageHeader
          back={{ href: '/assistant' as Route, label: 'Back to conversations' }}
          title={row?.name || 'New conversation'}
          actions={
            row && (
              <AssistantMenu
                row={row}
                onDeleted={onDeleted}
                onHandOff={handedTo === null ? handOff.begin : null}
              />
            )
          }
        />
      }
    >
      <SpeechProvider>
        <Thread
          conversationId={conversationId}
          ratings={ratings}
          handlers={handlers}
          onRetry={({ clientId }) => sender.retry(clientId)}
          onEdit={(prompt, content) =>
            prompt.id === null
              ? Promise.resolve(null)
              : assistant
                  .askInstead({ conversationId, id: prompt.id }, content, choice.model)
                  .catch((thrown: unknown) => {
                    say('Not asked')(thrown);
                    return null;
                  })
          }
        />
      </SpeechProvider>
      <Column className="pb-3">
        {handedTo === null ? (
          <>
            {runs.length === 0 && proposed && (
              <div className="mb-2 flex justify-center">
                <Button size="small" busy={handOff.busy} onClick={handOff.begin}>
                  <LifeBuoy aria-hidden strokeWidth={1.5} />
                  Talk to a person
                </Button>
              </div>
            )}
            <AssistantComposer
              conversationId={conversationId}
              running={runs.find((run) => run.state === 'RUNNING')}
              onAsk={(text) => sender.send(text, null, choice.model)}
              onStop={({ id }) => void assistant.stop(id).catch(say('Not stopped'))}
              choice={choice}
              note={note}
            />
          </>
        ) : (
          <HandedOff chatId={handedTo} busy={handOff.busy} onAskBack={handOff.end} />
        )}
      </Column>
    </Page>
  );
}
