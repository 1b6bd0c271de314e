'use client';
import { LogOut, Users } from 'lucide-react';
import { useState } from 'react';
import { peopleCount } from '#components/conversation/names.ts';
import { useAccount, useCommands } from '#components/realtime/hooks.ts';
import type { ConversationRow, Member } from '#components/realtime/types.ts';
import { AlertDialog } from '#components/ui/alert-dialog.tsx';
import { Avatar } from '#components/ui/avatar.tsx';
import { Button } from '#components/ui/button.tsx';
import { AddPeople } from './add-people.tsx';
import { GroupTitle } from './group-title.tsx';
import { MemberRow } from './member-row.tsx';
import { useGroupCommand } from './use-group-command.ts';

/** A group may have a thousand members: so many are shown at first. */
const SHOWN = 50;

interface GroupDetailsProps {
  row: ConversationRow;
  members: readonly Member[];
  onLeft?: (() => void) | undefined;
}

/** A group's name and people, and what can be done with them. */
export function GroupDetails({ row, members, onLeft }: GroupDetailsProps) {
  const { id: ownId } = useAccount();
  const { removeMember, leave } = useCommands();
  const { error, run } = useGroupCommand();
  const [all, showAll] = useState(false);
  const [removing, setRemoving] = useState<Member | null>(null);
  const owner = members.some(({ userId, role }) => userId === ownId && role === 'owner');
  const shown = all ? members : members.slice(0, SHOWN);
  const removingId = removing?.userId;

  return (
    <div className="flex flex-col gap-5 px-2 py-6">
      <div className="flex flex-col items-center gap-3 px-2">
        <Avatar id={row.id} name={row.name} size="huge">
          <Users strokeWidth={1.5} />
        </Avatar>
        <GroupTitle row={row} />
      </div>
      {error && (
        <p role="alert" className="px-2 text-meta text-danger">
          {error.message}. Try again.
        </p>
      )}
      <section aria-label="People">
        <div className="flex items-center justify-between px-2 pb-1">
          <h3 className="text-meta font-semibold">{peopleCount(members.length)}</h3>
          <AddPeople conversationId={row.id} members={members} />
        </div>
        <ul>
          {shown.map((member) => (
            <MemberRow
              key={member.userId}
              member={member}
              own={member.userId === ownId}
              onRemove={owner && member.userId !== ownId ? () => setRemoving(member) : undefined}
            />
          ))}
        </ul>
        {shown.length < members.length && (
          <Button look="ghost" size="small" className="mt-1 w-full" onClick={() => showAll(true)}>
            Show all {members.length}
          </Button>
        )}
      </section>
      <AlertDialog
        title="Leave this group?"
        description="You will get nothing more of it. Somebody in it can add you again."
        action="Leave"
        danger
        onAction={() => void run(() => leave(row.id)).then((left) => left && onLeft?.())}
        trigger={
          <Button look="ghost" className="mx-2 justify-start text-danger!">
            <LogOut aria-hidden strokeWidth={1.5} />
            Leave group
          </Button>
        }
      />
      <AlertDialog
        open={removing !== null}
        onOpenChange={(open) => open || setRemoving(null)}
        title={`Remove ${removing?.person?.name ?? ''}?`}
        description="They will get nothing more of this group. What they wrote stays."
        action="Remove"
        danger
        onAction={() => removingId !== undefined && void run(() => removeMember(row.id, removingId))}
      />
    </div>
  );
}
