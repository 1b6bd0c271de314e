'use client';
import { useInfiniteQuery, useMutation, useQueryClient } from '@tanstack/react-query';
import { RotateCw } from 'lucide-react';
import { RowTime } from '#components/list/row-time.tsx';
import { problemText } from '#components/rest/problem-text.ts';
import { Badge } from '#components/ui/badge.tsx';
import { Button } from '#components/ui/button.tsx';
import { Dialog } from '#components/ui/dialog.tsx';
import { EmptyState } from '#components/ui/empty-state.tsx';
import { FormProblem } from '#components/ui/form-problem.tsx';
import { IconButton } from '#components/ui/icon-button.tsx';
import { Skeleton } from '#components/ui/skeleton.tsx';
import { useToast } from '#components/ui/toast.tsx';
import type { Webhook, WebhookDelivery } from '#server/protocol/webhooks.ts';
import { deliveriesKey } from './webhook-keys.ts';
import { attemptsWords, stateWords } from './webhook-words.ts';
import { webhooksApi } from './webhooks-api.ts';

/** Deliveries are sent by themselves: while they are looked at they are asked for again. */
const AGAIN_MS = 2_000;

interface DeliveriesDialogProps {
  webhook: Webhook;
  open: boolean;
  onOpenChange: (open: boolean) => void;
}

/** What a webhook was told, and how that went. */
export function DeliveriesDialog({ webhook, open, onOpenChange }: DeliveriesDialogProps) {
  return (
    <Dialog title="Deliveries" description={webhook.url} open={open} onOpenChange={onOpenChange}>
      <Deliveries webhook={webhook} />
    </Dialog>
  );
}

function Deliveries({ webhook }: { webhook: Webhook }) {
  const { data, error, hasNextPage, isFetchingNextPage, fetchNextPage } = useInfiniteQuery({
    queryKey: deliveriesKey(webhook.id),
    queryFn: ({ pageParam }) => webhooksApi.deliveries(webhook.id, pageParam),
    initialPageParam: '',
    getNextPageParam: (page) => page.nextCursor,
    refetchInterval: AGAIN_MS,
  });
  if (!data) return error ? <FormProblem>{problemText(error)}</FormProblem> : <Skeleton className="h-10" />;
  const deliveries = data.pages.flatMap((page) => page.data);
  if (deliveries.length === 0)
    return <EmptyState>It was told of nothing yet. “Send a test” tells it something.</EmptyState>;
  return (
    <>
      <ul aria-label="Deliveries" className="divide-y">
        {deliveries.map((delivery) => (
          <DeliveryRow key={delivery.id} webhook={webhook} delivery={delivery} />
        ))}
      </ul>
      {hasNextPage && (
        <Button className="mt-4" busy={isFetchingNextPage} onClick={() => void fetchNextPage()}>
          Show more
        </Button>
      )}
    </>
  );
}

function DeliveryRow({ webhook, delivery }: { webhook: Webhook; delivery: WebhookDelivery }) {
  const { id, event, chatId, state, at } = delivery;
  const queries = useQueryClient();
  const toast = useToast();
  const redeliver = useMutation({
    mutationFn: () => webhooksApi.redeliver(webhook.id, id),
    onSettled: () => queries.invalidateQueries({ queryKey: deliveriesKey(webhook.id) }),
    onError: (thrown) => toast({ tone: 'danger', text: `Not sent. ${problemText(thrown)}` }),
  });
  const { word, tone } = stateWords[state];
  return (
    <li className="flex items-center gap-2 py-2">
      <div className="min-w-0 flex-1">
        <p className="flex items-center gap-2 text-meta">
          <span className="truncate font-medium">
            {event}
            {chatId !== null && <span className="font-normal text-muted"> of chat {chatId}</span>}
          </span>
          <Badge tone={tone}>{word}</Badge>
        </p>
        <p className="text-meta text-muted">{attemptsWords(delivery)}</p>
      </div>
      <RowTime at={at} />
      <IconButton label={`Send ${event} again`} onClick={() => redeliver.mutate()}>
        <RotateCw aria-hidden strokeWidth={1.5} />
      </IconButton>
    </li>
  );
}
