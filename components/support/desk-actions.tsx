'use client';
import {
  AlarmClock,
  CircleCheck,
  EllipsisVertical,
  Hand,
  RotateCcw,
  Sun,
  Undo2,
  UserRoundPlus,
} from 'lucide-react';
import { useState } from 'react';
import { Button } from '#components/ui/button.tsx';
import { DropdownItem, DropdownMenu } from '#components/ui/dropdown-menu.tsx';
import { IconButton } from '#components/ui/icon-button.tsx';
import { CloseChat } from './close-chat.tsx';
import { HandOver } from './hand-over.tsx';
import { SnoozeChat } from './snooze-chat.tsx';
import type { DeskChatView } from './use-desk-chat.ts';
import { useAdmins } from './use-support-queries.ts';

/** What an admin does with a chat: the next step as a button, the rest in a menu. */
export function DeskActions({ chat }: { chat: DeskChatView }) {
  const { status, own, busy } = chat;
  const [handingOver, setHandingOver] = useState(false);
  const [closing, setClosing] = useState(false);
  const [snoozing, setSnoozing] = useState(false);
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
        <Button size="small" busy={busy} onClick={() => setClosing(true)} className="max-sm:hidden">
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
        {chat.mayPutAside && (
          <DropdownItem
            icon={<AlarmClock aria-hidden strokeWidth={1.5} />}
            onSelect={() => setSnoozing(true)}
          >
            Snooze…
          </DropdownItem>
        )}
        {chat.mayPutAside && chat.snooze && (
          <DropdownItem icon={<Sun aria-hidden strokeWidth={1.5} />} onSelect={() => void chat.wake()}>
            Wake
          </DropdownItem>
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
            onSelect={() => setClosing(true)}
          >
            Close chat…
          </DropdownItem>
        )}
      </DropdownMenu>
      <HandOver
        open={handingOver}
        onOpenChange={setHandingOver}
        onChoose={(adminId, note) =>
          void chat.assign(adminId, note).then((done) => done && setHandingOver(false))
        }
      />
      <CloseChat
        title="Close chat"
        busy={busy}
        open={closing}
        onOpenChange={setClosing}
        onClose={(why) => void chat.close(why).then((done) => done && setClosing(false))}
      />
      <SnoozeChat
        open={snoozing}
        onOpenChange={setSnoozing}
        onChoose={(until) => void chat.putAside(until).then((done) => done && setSnoozing(false))}
      />
    </>
  );
}
