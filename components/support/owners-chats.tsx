import Link from 'next/link';
import type { Person } from '#server/protocol/identity.ts';
import { deskPath, queue } from './paths.ts';

/** The name of a chat's owner; it leads to all of their chats. */
export function OwnersChats({
  conversationId,
  owner,
}: {
  conversationId: number;
  owner: Pick<Person, 'id' | 'name'>;
}) {
  return (
    <Link
      href={deskPath({ ...queue, view: 'all', adminId: owner.id }, conversationId)}
      prefetch={false}
      className="hover:underline"
    >
      {owner.name}
    </Link>
  );
}
