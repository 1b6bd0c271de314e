'use client';
import { Users } from 'lucide-react';
import { usePresence } from '#components/realtime/hooks.ts';
import type { ConversationRow } from '#components/realtime/types.ts';
import { Avatar } from '#components/ui/avatar.tsx';

interface RowAvatarProps {
  row: Pick<ConversationRow, 'id' | 'name' | 'peer'>;
  size?: 'medium' | 'large';
}

/** The other one of a direct conversation with their presence, or the mark of a group. */
export function RowAvatar({ row: { id, name, peer }, size = 'large' }: RowAvatarProps) {
  const presence = usePresence(peer?.id ?? null);
  if (peer) {
    return <Avatar id={peer.id} name={name} size={size} presence={presence?.online ? 'online' : undefined} />;
  }
  return (
    <Avatar id={id} name={name} size={size}>
      <Users strokeWidth={1.5} />
    </Avatar>
  );
}
