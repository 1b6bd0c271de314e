'use client';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { UserCheck, UserX } from 'lucide-react';
import { errorView } from '#components/realtime/command-error.ts';
import { useAccount, useSupportCommands } from '#components/realtime/hooks.ts';
import { IconButton } from '#components/ui/icon-button.tsx';
import { useToast } from '#components/ui/toast.tsx';
import { adminsKey } from './support-keys.ts';
import { useAdmins } from './use-support-queries.ts';

/** Says whether one is available, and changes it: to whom waiting chats may be assigned, and who is away. */
export function Availability() {
  const { id } = useAccount();
  const { setAvailable } = useSupportCommands();
  const queries = useQueryClient();
  const toast = useToast();
  const { data } = useAdmins(true);
  const own = data?.find((admin) => admin.id === id);
  const change = useMutation({
    mutationFn: setAvailable,
    // The last choice is the one that counts.
    scope: { id: 'availability' },
    onSettled: () => queries.invalidateQueries({ queryKey: adminsKey }),
    onError: (thrown) => toast({ tone: 'danger', text: `Not changed. ${errorView(thrown).message}.` }),
  });
  if (!own) return null;
  const available = change.isPending ? change.variables : own.available;
  return (
    <IconButton
      label={available ? 'You are available' : 'You are away'}
      onClick={() => change.mutate(!available)}
    >
      {available ? (
        <UserCheck aria-hidden strokeWidth={1.5} className="text-positive" />
      ) : (
        <UserX aria-hidden strokeWidth={1.5} />
      )}
    </IconButton>
  );
}
