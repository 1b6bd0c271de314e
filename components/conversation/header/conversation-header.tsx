'use client';
import { Users } from 'lucide-react';
import type { Route } from 'next';
import type { ReactNode } from 'react';
import { peopleCount } from '#components/conversation/names.ts';
import { BLANK, usePresenceWords } from '#components/conversation/use-presence-words.ts';
import type { ConversationRow, Member } from '#components/realtime/types.ts';
import { PageHeader } from '#components/shell/page-header.tsx';
import { Avatar } from '#components/ui/avatar.tsx';

interface ConversationHeaderProps {
  row: ConversationRow;
  /** Those who are in it. */
  members: readonly Member[];
  detailsButton: ReactNode;
}

/** What the conversation is, and whether the other one is there. */
export function ConversationHeader({ row, members, detailsButton }: ConversationHeaderProps) {
  const { id, name, peer } = row;
  const { online, words } = usePresenceWords(peer?.id ?? null);
  return (
    <PageHeader
      back={{ href: '/chats' as Route, label: 'Back to chats' }}
      mark={
        peer ? (
          <Avatar id={peer.id} name={name} presence={online ? 'online' : undefined} />
        ) : (
          <Avatar id={id} name={name}>
            <Users strokeWidth={1.5} />
          </Avatar>
        )
      }
      title={name}
      meta={peer ? words : members.length === 0 ? BLANK : peopleCount(members.length)}
      actions={detailsButton}
    />
  );
}
