'use client';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Ellipsis, KeyRound, ListChecks, Pencil, Power, Send, Trash2 } from 'lucide-react';
import { useState } from 'react';
import { problemText } from '#components/rest/problem-text.ts';
import { AlertDialog } from '#components/ui/alert-dialog.tsx';
import { Badge } from '#components/ui/badge.tsx';
import { Button } from '#components/ui/button.tsx';
import { DropdownItem, DropdownMenu } from '#components/ui/dropdown-menu.tsx';
import { EmptyState } from '#components/ui/empty-state.tsx';
import { FormProblem } from '#components/ui/form-problem.tsx';
import { IconButton } from '#components/ui/icon-button.tsx';
import { Skeleton } from '#components/ui/skeleton.tsx';
import { useToast } from '#components/ui/toast.tsx';
import type { Webhook } from '#server/protocol/webhooks.ts';
import { DeliveriesDialog } from './deliveries-dialog.tsx';
import { SecretDialog } from './secret-dialog.tsx';
import { WebhookDialog } from './webhook-dialog.tsx';
import { webhooksKey } from './webhook-keys.ts';
import { webhooksApi } from './webhooks-api.ts';

/** All webhooks, for those who keep them. */
export function ManagedWebhooks() {
  const { data, error, refetch } = useQuery({ queryKey: webhooksKey, queryFn: webhooksApi.list });
  if (!data)
    return error ? (
      <div className="flex flex-col items-start gap-3 py-6">
        <FormProblem>{problemText(error)}</FormProblem>
        <Button onClick={() => void refetch()}>Try again</Button>
      </div>
    ) : (
      <div className="flex flex-col gap-3 py-6">
        {[1, 2, 3].map((line) => (
          <Skeleton key={line} className="h-10" />
        ))}
      </div>
    );
  if (data.data.length === 0)
    return (
      <div className="py-16">
        <EmptyState>No other program is told what happens to support chats.</EmptyState>
      </div>
    );
  return (
    <ul aria-label="Webhooks" className="divide-y py-4">
      {data.data.map((webhook) => (
        <ManagedRow key={webhook.id} webhook={webhook} />
      ))}
    </ul>
  );
}

type Opened = 'edit' | 'deliveries' | 'delete' | 'rotate' | null;

function ManagedRow({ webhook }: { webhook: Webhook }) {
  const { id, url, events, enabled } = webhook;
  const queries = useQueryClient();
  const toast = useToast();
  const [opened, setOpened] = useState<Opened>(null);
  const [secret, setSecret] = useState<string | null>(null);
  const dialog = (which: Opened) => ({
    open: opened === which,
    onOpenChange: (open: boolean) => setOpened(open ? which : null),
  });
  const refused = (what: string) => (thrown: unknown) =>
    toast({ tone: 'danger', text: `${what}. ${problemText(thrown)}` });
  const changed = () => queries.invalidateQueries({ queryKey: webhooksKey });
  const remove = useMutation({
    mutationFn: () => webhooksApi.remove(id),
    onSuccess: changed,
    onError: refused('Not deleted'),
  });
  const enable = useMutation({
    mutationFn: () => webhooksApi.change(id, { enabled: !enabled }),
    onSuccess: changed,
    onError: refused('Not changed'),
  });
  const rotate = useMutation({
    mutationFn: () => webhooksApi.rotate(id),
    onSuccess: (made) => setSecret(made.secret),
    onError: refused('Not changed'),
  });
  const test = useMutation({
    mutationFn: () => webhooksApi.test(id),
    onSuccess: () => setOpened('deliveries'),
    onError: refused('Not sent'),
  });
  return (
    <li className="flex items-center gap-2 py-2">
      <div className="min-w-0 flex-1">
        <p className="truncate font-medium">{url}</p>
        <p className="flex items-center gap-2 text-meta text-muted">
          {enabled ? <Badge tone="positive">On</Badge> : <Badge>Off</Badge>}
          <span className="truncate">{events.join(', ')}</span>
        </p>
      </div>
      <IconButton label={`Deliveries of ${url}`} onClick={() => setOpened('deliveries')}>
        <ListChecks aria-hidden strokeWidth={1.5} />
      </IconButton>
      <DropdownMenu
        trigger={
          <IconButton label={`More about ${url}`}>
            <Ellipsis aria-hidden strokeWidth={1.5} />
          </IconButton>
        }
      >
        <DropdownItem
          icon={<Send aria-hidden strokeWidth={1.5} />}
          disabled={!enabled}
          onSelect={() => test.mutate()}
        >
          Send a test
        </DropdownItem>
        <DropdownItem icon={<Pencil aria-hidden strokeWidth={1.5} />} onSelect={() => setOpened('edit')}>
          Edit
        </DropdownItem>
        <DropdownItem icon={<Power aria-hidden strokeWidth={1.5} />} onSelect={() => enable.mutate()}>
          {enabled ? 'Switch off' : 'Switch on'}
        </DropdownItem>
        <DropdownItem icon={<KeyRound aria-hidden strokeWidth={1.5} />} onSelect={() => setOpened('rotate')}>
          New secret
        </DropdownItem>
        <DropdownItem
          icon={<Trash2 aria-hidden strokeWidth={1.5} />}
          danger
          onSelect={() => setOpened('delete')}
        >
          Delete
        </DropdownItem>
      </DropdownMenu>
      <WebhookDialog webhook={webhook} {...dialog('edit')} />
      <DeliveriesDialog webhook={webhook} {...dialog('deliveries')} />
      <AlertDialog
        {...dialog('rotate')}
        title="Make a new secret?"
        description="The receiver refuses what is sent until it knows the new one. It is tried again."
        action="Make a new secret"
        onAction={() => rotate.mutate()}
      />
      <AlertDialog
        {...dialog('delete')}
        title="Delete this webhook?"
        description="What it was not told yet is not sent, and its deliveries are forgotten."
        action="Delete"
        danger
        onAction={() => remove.mutate()}
      />
      <SecretDialog secret={secret} onClose={() => setSecret(null)} />
    </li>
  );
}
