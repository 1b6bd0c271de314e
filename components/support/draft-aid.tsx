'use client';
import { useMutation } from '@tanstack/react-query';
import { Sparkles } from 'lucide-react';
import { useEffect, useState } from 'react';
import { Sources } from '#components/markdown/sources.tsx';
import { errorView } from '#components/realtime/command-error.ts';
import { useAccount, useSupportCommands, useTimeline } from '#components/realtime/hooks.ts';
import { useDraft } from '#components/realtime/outgoing-hooks.ts';
import type { ConversationRow } from '#components/realtime/types.ts';
import { Button } from '#components/ui/button.tsx';
import { useToast } from '#components/ui/toast.tsx';
import type { HubOutput } from '#server/protocol/hub.ts';

type Draft = HubOutput<'support.draft'>;

/**
 * Proposes a reply, which stands in the composer then, to be edited and sent by the admin. It is withdrawn when somebody
 * else has answered and it is still as it was.
 */
export function DraftAid({ row }: { row: ConversationRow }) {
  const { id: ownId } = useAccount();
  const commands = useSupportCommands();
  const [text, save] = useDraft(row.id);
  const { items } = useTimeline(row.id);
  const toast = useToast();
  const [draft, setDraft] = useState<Draft | null>(null);
  const make = useMutation({
    mutationFn: () => commands.draft(row.id),
    onSuccess(made) {
      setDraft(made);
      save(made.content);
    },
    onError: (thrown) => toast({ tone: 'danger', text: `Nothing was drafted. ${errorView(thrown).message}` }),
  });

  // Once the field is empty the draft is over: what is written then is the admin's own.
  if (draft !== null && text === '') setDraft(null);

  const clientId = row.support?.clientId;
  const overtaken =
    draft !== null &&
    items.some(
      ({ seq, senderId, kind }) =>
        seq !== null && seq > draft.seq && senderId !== clientId && senderId !== ownId && kind !== 'system',
    );
  const untouched = draft !== null && text !== '' && text === draft.content;
  useEffect(() => {
    if (!overtaken || !untouched) return;
    save('');
    toast({ text: 'Somebody else has answered, so the draft was taken back' });
  }, [overtaken, untouched, save, toast]);

  if (draft !== null && !overtaken && text !== '')
    return (
      <section aria-label="Draft" className="mb-2 text-meta">
        <div className="flex flex-wrap items-center gap-x-3">
          <p role="status" className="flex flex-1 items-center gap-1.5 text-muted">
            <Sparkles aria-hidden strokeWidth={1.5} className="size-4 shrink-0 text-accent" />
            Drafted for you: check it before you send it
          </p>
          <Button
            size="small"
            look="ghost"
            onClick={() => {
              setDraft(null);
              save('');
            }}
          >
            Discard
          </Button>
        </div>
        <Sources citations={draft.citations} />
      </section>
    );
  if (text !== '') return null;
  return (
    <div className="mb-2 flex">
      <Button size="small" look="ghost" busy={make.isPending} onClick={() => make.mutate()}>
        <Sparkles aria-hidden strokeWidth={1.5} />
        Draft a reply
      </Button>
    </div>
  );
}
