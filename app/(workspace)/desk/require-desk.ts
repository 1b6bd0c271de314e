import { notFound } from 'next/navigation';
import { requireSession } from '#app/session.ts';

/** The session of an admin; for everybody else there is no desk. */
export async function requireDesk(path: string) {
  const session = await requireSession(path);
  if (session.account.role !== 'ADMIN') notFound();
  return session;
}
