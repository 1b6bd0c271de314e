import { notFound } from 'next/navigation';
import { requireSession } from '#app/session.ts';

/** The session of a page for admins; for everybody else there is no such page. */
export async function requireAdmin(path: string) {
  const session = await requireSession(path);
  if (session.account.role !== 'ADMIN') notFound();
  return session;
}

/** The session of a page for owners; for everybody else there is no such page. */
export async function requireOwner(path: string) {
  const session = await requireSession(path);
  if (!session.account.owner) notFound();
  return session;
}
