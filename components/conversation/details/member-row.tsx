'use client';
import { UserMinus } from 'lucide-react';
import { usePresence } from '#components/realtime/hooks.ts';
import type { Member } from '#components/realtime/types.ts';
import { Avatar } from '#components/ui/avatar.tsx';
import { Badge } from '#components/ui/badge.tsx';
import { IconButton } from '#components/ui/icon-button.tsx';

interface MemberRowProps {
  member: Member;
  own: boolean;
  /** Left out where the reader may not. */
  onRemove?: (() => void) | undefined;
}

/** Somebody in a group. */
export function MemberRow({ member: { userId, role, person }, own, onRemove }: MemberRowProps) {
  const presence = usePresence(userId);
  const name = person?.name ?? '';
  return (
    <li className="flex min-h-12 items-center gap-3 rounded-control px-2 py-1">
      <Avatar id={userId} name={name} presence={presence?.online ? 'online' : undefined} />
      <span className="min-w-0 flex-1">
        <span className="block truncate">
          {name}
          {own && <span className="text-muted"> (you)</span>}
        </span>
        {person && <span className="block truncate text-time text-muted">@{person.username}</span>}
      </span>
      {role === 'owner' && <Badge>Owner</Badge>}
      {onRemove && (
        <IconButton size="small" label={`Remove ${name}`} onClick={onRemove}>
          <UserMinus aria-hidden strokeWidth={1.5} />
        </IconButton>
      )}
    </li>
  );
}
