'use client';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Crown, Ellipsis, UserMinus } from 'lucide-react';
import { useState } from 'react';
import { useAccount } from '#components/realtime/hooks.ts';
import { problemText } from '#components/rest/problem-text.ts';
import { AlertDialog } from '#components/ui/alert-dialog.tsx';
import { Avatar } from '#components/ui/avatar.tsx';
import { Badge } from '#components/ui/badge.tsx';
import { Button } from '#components/ui/button.tsx';
import { DropdownItem, DropdownMenu } from '#components/ui/dropdown-menu.tsx';
import { FormProblem } from '#components/ui/form-problem.tsx';
import { IconButton } from '#components/ui/icon-button.tsx';
import { Skeleton } from '#components/ui/skeleton.tsx';
import { useToast } from '#components/ui/toast.tsx';
import type { Administrator } from '#server/protocol/administration.ts';
import { administrationApi, adminsKey } from './administration-api.ts';

/** Everybody who works at the desk, for those who own it. */
export function ManagedAdmins() {
  const { data, error, refetch } = useQuery({ queryKey: adminsKey, queryFn: administrationApi.admins });
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
  return (
    <>
      <p className="pt-4 text-meta text-pretty text-muted">
        Admins answer support chats and keep articles, canned responses and webhooks. Owners also say who is
        an admin, set up the desk, and read the audit log.
      </p>
      <ul aria-label="Admins" className="divide-y py-4">
        {data.data.map((admin) => (
          <ManagedRow key={admin.id} admin={admin} />
        ))}
      </ul>
    </>
  );
}

function ManagedRow({ admin }: { admin: Administrator }) {
  const { id, name, email, owner, disabled } = admin;
  const own = useAccount().id === id;
  const queries = useQueryClient();
  const toast = useToast();
  const [asked, setAsked] = useState<'remove' | 'owner' | null>(null);
  const outcome = {
    onSettled: () => queries.invalidateQueries({ queryKey: adminsKey }),
    onError: (thrown: unknown) => toast({ tone: 'danger', text: `Not changed. ${problemText(thrown)}` }),
  };
  const setOwner = useMutation({ mutationFn: () => administrationApi.setAdmin(id, !owner), ...outcome });
  const remove = useMutation({ mutationFn: () => administrationApi.removeAdmin(id), ...outcome });
  const question = (which: 'remove' | 'owner') => ({
    open: asked === which,
    onOpenChange: (open: boolean) => setAsked(open ? which : null),
  });
  return (
    <li className="flex items-center gap-3 py-2">
      <Avatar id={id} name={name} size="small" />
      <div className="min-w-0 flex-1">
        <p className="flex items-center gap-2">
          <span className="truncate font-medium">{name}</span>
          {own && <span className="text-meta text-muted">You</span>}
          {owner && <Badge tone="accent">Owner</Badge>}
          {disabled && <Badge>Disabled</Badge>}
        </p>
        <p className="truncate text-meta text-muted">{email}</p>
      </div>
      <DropdownMenu
        trigger={
          <IconButton label={`More about ${name}`}>
            <Ellipsis aria-hidden strokeWidth={1.5} />
          </IconButton>
        }
      >
        <DropdownItem icon={<Crown aria-hidden strokeWidth={1.5} />} onSelect={() => setAsked('owner')}>
          {owner ? 'No owner any more' : 'Make an owner'}
        </DropdownItem>
        <DropdownItem
          icon={<UserMinus aria-hidden strokeWidth={1.5} />}
          danger
          onSelect={() => setAsked('remove')}
        >
          No admin any more
        </DropdownItem>
      </DropdownMenu>
      <AlertDialog
        {...question('owner')}
        title={owner ? `Is ${name} to be no owner any more?` : `Make ${name} an owner?`}
        description={
          owner
            ? 'They stay an admin.'
            : 'Owners say who is an admin and an owner, and set up the desk. They may take that from you, too.'
        }
        action={owner ? 'No owner any more' : 'Make an owner'}
        onAction={() => setOwner.mutate()}
      />
      <AlertDialog
        {...question('remove')}
        title={`Is ${name} to be no admin any more?`}
        description="They are signed out everywhere, and their open chats wait in the queue again."
        action="No admin any more"
        danger
        onAction={() => remove.mutate()}
      />
    </li>
  );
}
