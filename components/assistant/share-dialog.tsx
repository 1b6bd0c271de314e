'use client';
import { Copy } from 'lucide-react';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { RowTime } from '#components/list/row-time.tsx';
import { errorView } from '#components/realtime/command-error.ts';
import { useAssistantCommands } from '#components/realtime/hooks.ts';
import type { ConversationRow } from '#components/realtime/types.ts';
import { Button } from '#components/ui/button.tsx';
import { copyText } from '#components/ui/copy-text.ts';
import { Dialog } from '#components/ui/dialog.tsx';
import { Input } from '#components/ui/input.tsx';
import { Skeleton } from '#components/ui/skeleton.tsx';
import { useToast } from '#components/ui/toast.tsx';
import { SHARED_PATH, type Share } from '#server/protocol/shares.ts';

interface ShareDialogProps {
  row: ConversationRow;
  open: boolean;
  onOpenChange: (open: boolean) => void;
}

/** Makes, shows, renews and ends the link by which others read a conversation. */
export function ShareDialog({ row, open, onOpenChange }: ShareDialogProps) {
  return (
    <Dialog
      title="Share this conversation"
      description="Whoever has the link can read it, without an account."
      open={open}
      onOpenChange={onOpenChange}
    >
      <ShareLink row={row} />
    </Dialog>
  );
}

function ShareLink({ row }: { row: ConversationRow }) {
  const commands = useAssistantCommands();
  const toast = useToast();
  const cache = useQueryClient();
  const queryKey = ['assistant', 'share', row.id];
  // What another place has made or ended since is looked up each time.
  const { data, error } = useQuery({
    queryKey,
    queryFn: () => commands.share(row.id),
    staleTime: 0,
    gcTime: 0,
  });
  const change = useMutation({
    mutationFn: (to: 'now' | 'ended') =>
      to === 'now' ? commands.makeShare(row.id) : commands.endShare(row.id).then(() => null),
    onSuccess: (share: Share | null) => cache.setQueryData(queryKey, share),
    onError: (thrown) => toast({ tone: 'danger', text: `Nothing was changed. ${errorView(thrown).message}` }),
  });
  const make = (
    <Button look="primary" busy={change.isPending} onClick={() => change.mutate('now')}>
      Make a link
    </Button>
  );

  if (error) return <p role="alert">The link could not be looked up. {errorView(error).message}.</p>;
  if (data === undefined) return <Skeleton className="h-10" />;
  if (data === null)
    return (
      <div className="flex flex-col items-start gap-4">
        <p>
          The link shows your name, the title, and the questions and answers as they are now. What comes later
          is not shown, and you can end it at any time.
        </p>
        {make}
      </div>
    );
  return (
    <MadeLink
      share={data}
      outdated={row.lastSeq > data.seq}
      busy={change.isPending}
      onUpdate={() => change.mutate('now')}
      onEnd={() => change.mutate('ended')}
    />
  );
}

interface MadeLinkProps {
  share: Share;
  /** There is more in the conversation than the link shows. */
  outdated: boolean;
  busy: boolean;
  onUpdate: () => void;
  onEnd: () => void;
}

function MadeLink({ share, outdated, busy, onUpdate, onEnd }: MadeLinkProps) {
  const toast = useToast();
  const address = `${window.location.origin}${SHARED_PATH}${share.token}`;
  return (
    <div className="flex flex-col gap-4">
      <div className="flex gap-2">
        <Input aria-label="Link" readOnly value={address} onFocus={(event) => event.target.select()} />
        <Button
          look="primary"
          size="large"
          onClick={() =>
            void copyText(address).then((copied) =>
              toast(
                copied
                  ? { tone: 'positive', text: 'Link copied' }
                  : { tone: 'danger', text: 'The link could not be copied' },
              ),
            )
          }
        >
          <Copy aria-hidden strokeWidth={1.5} />
          Copy
        </Button>
      </div>
      <p className="text-meta text-muted">
        {outdated ? 'It shows less than there is now' : 'It shows the conversation as it is now'}; last
        brought up to date: <RowTime at={share.sharedAt} />.
      </p>
      <div className="flex flex-wrap gap-2">
        <Button busy={busy} onClick={onUpdate}>
          Update
        </Button>
        <Button look="ghost" busy={busy} onClick={onEnd}>
          End link
        </Button>
      </div>
    </div>
  );
}
