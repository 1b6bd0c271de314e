'use client';
import { Download, Ellipsis, LifeBuoy, Pencil, Pin, PinOff, Share2, Trash2 } from 'lucide-react';
import { useState } from 'react';
import { errorView } from '#components/realtime/command-error.ts';
import { useAssistantCommands, useCommands } from '#components/realtime/hooks.ts';
import type { ConversationRow } from '#components/realtime/types.ts';
import { AlertDialog } from '#components/ui/alert-dialog.tsx';
import { Button } from '#components/ui/button.tsx';
import { Dialog } from '#components/ui/dialog.tsx';
import { DropdownItem, DropdownMenu } from '#components/ui/dropdown-menu.tsx';
import { IconButton } from '#components/ui/icon-button.tsx';
import { Input } from '#components/ui/input.tsx';
import { useToast } from '#components/ui/toast.tsx';
import { limits } from '#server/protocol/limits.ts';
import { ShareDialog } from './share-dialog.tsx';
import { usePins } from './use-pins.ts';

/** Saves the conversation as a file; the page stays. */
function download(conversationId: number) {
  const link = document.createElement('a');
  link.href = `/api/assistant/sessions/${conversationId}/markdown`;
  link.download = '';
  link.click();
}

interface AssistantMenuProps {
  row: ConversationRow;
  onDeleted: () => void;
  /** Null where a person answers already. */
  onHandOff: (() => void) | null;
}

/** Pins a conversation with the assistant, renames it, shares it, saves it, or deletes it. */
export function AssistantMenu({ row, onDeleted, onHandOff }: AssistantMenuProps) {
  const { rename, leave } = useCommands();
  const { pin } = useAssistantCommands();
  const pinned = usePins().some(({ id }) => id === row.id);
  const toast = useToast();
  const [asking, ask] = useState<'title' | 'share' | 'delete' | null>(null);
  const [title, setTitle] = useState('');
  const failed = (what: string) => (thrown: unknown) =>
    toast({ tone: 'danger', text: `${what}. ${errorView(thrown).message}` });
  return (
    <>
      <DropdownMenu
        trigger={
          <IconButton label="More">
            <Ellipsis aria-hidden strokeWidth={1.5} />
          </IconButton>
        }
      >
        <DropdownItem
          icon={pinned ? <PinOff aria-hidden strokeWidth={1.5} /> : <Pin aria-hidden strokeWidth={1.5} />}
          onSelect={() => void pin(row.id, !pinned).catch(failed(pinned ? 'Not unpinned' : 'Not pinned'))}
        >
          {pinned ? 'Unpin' : 'Pin'}
        </DropdownItem>
        <DropdownItem
          icon={<Pencil aria-hidden strokeWidth={1.5} />}
          onSelect={() => {
            setTitle(row.name);
            ask('title');
          }}
        >
          Rename
        </DropdownItem>
        <DropdownItem icon={<Share2 aria-hidden strokeWidth={1.5} />} onSelect={() => ask('share')}>
          Share…
        </DropdownItem>
        <DropdownItem icon={<Download aria-hidden strokeWidth={1.5} />} onSelect={() => download(row.id)}>
          Download as Markdown
        </DropdownItem>
        {onHandOff && (
          <DropdownItem icon={<LifeBuoy aria-hidden strokeWidth={1.5} />} onSelect={onHandOff}>
            Talk to a person
          </DropdownItem>
        )}
        <DropdownItem danger icon={<Trash2 aria-hidden strokeWidth={1.5} />} onSelect={() => ask('delete')}>
          Delete
        </DropdownItem>
      </DropdownMenu>
      <Dialog title="Rename" open={asking === 'title'} onOpenChange={(open) => open || ask(null)}>
        <form
          className="flex gap-2"
          onSubmit={(event) => {
            event.preventDefault();
            if (title.trim() === '') return;
            ask(null);
            rename(row.id, title.trim()).catch(failed('Not renamed'));
          }}
        >
          <Input
            aria-label="Title"
            value={title}
            maxLength={limits.title}
            onChange={(event) => setTitle(event.target.value)}
          />
          <Button type="submit" look="primary">
            Save
          </Button>
        </form>
      </Dialog>
      <ShareDialog row={row} open={asking === 'share'} onOpenChange={(open) => open || ask(null)} />
      <AlertDialog
        open={asking === 'delete'}
        onOpenChange={(open) => open || ask(null)}
        title="Delete this conversation?"
        description="Its questions and answers are gone for good."
        action="Delete"
        danger
        onAction={() => void leave(row.id).then(onDeleted, failed('Not deleted'))}
      />
    </>
  );
}
