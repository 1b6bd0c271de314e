'use client';
import { CircleCheck, EllipsisVertical, Hand, RotateCcw, Undo2, UserRoundPlus } from 'lucide-react';
import { useState } from 'react';
import { Button } from '#components/ui/button.tsx';
import { DropdownItem, DropdownMenu } from '#components/ui/dropdown-menu.tsx';
import { IconButton } from '#components/ui/icon-button.tsx';
import { HandOver } from './hand-over.tsx';
import type { DeskChatView } from './use-desk-chat.ts';
import { useAdmins } from './use-support-queries.ts';

/** What an admin does with a chat: the next step as a button, the rest in a menu. */
export function DeskActions({ chat }: { chat: DeskChatView }) {
  const { status, own, busy } = chat;
  const [handingOver, setHandingOver] = useState(false);
  // Known before the dialog opens, so that the focus begins on the first of them.
  useAdmins(own);
  return (
    <>
      {status === 'PENDING' && (
        <Button look="primary" size="small" busy={busy} onClick={() => void chat.claim()}>
          <Hand aria-hidden strokeWidth={1.5} className="max-sm:hidden" />
          Claim
        </Button>
      )}
      {own && (
        <Button size="small" busy={busy} onClick={() => void chat.close()} className="max-sm:hidden">
          <CircleCheck aria-hidden strokeWidth={1.5} />
          Close
        </Button>
      )}
      <DropdownMenu
        trigger={
          <IconButton label="Chat actions">
            <EllipsisVertical aria-hidden strokeWidth={1.5} />
          </IconButton>
        }
      >
        {own && (
          <>
            <DropdownItem
              icon={<UserRoundPlus aria-hidden strokeWidth={1.5} />}
              onSelect={() => setHandingOver(true)}
            >
              Hand over…
            </DropdownItem>
            <DropdownItem icon={<Undo2 aria-hidden strokeWidth={1.5} />} onSelect={() => void chat.release()}>
              Release to the queue
            </DropdownItem>
          </>
        )}
        {status === 'CLOSED' ? (
          <DropdownItem
            icon={<RotateCcw aria-hidden strokeWidth={1.5} />}
            onSelect={() => void chat.reopen()}
          >
            Reopen
          </DropdownItem>
        ) : (
          <DropdownItem
            icon={<CircleCheck aria-hidden strokeWidth={1.5} />}
            onSelect={() => void chat.close()}
          >
            Close chat
          </DropdownItem>
        )}
      </DropdownMenu>
      <HandOver
        open={handingOver}
        onOpenChange={setHandingOver}
        onChoose={(adminId) => void chat.assign(adminId).then((done) => done && setHandingOver(false))}
      />
    </>
  );
}
