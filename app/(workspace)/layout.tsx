import type { ReactNode } from 'react';
import { currentSession } from '#app/session.ts';
import { kindsOf, type Section } from '#components/realtime/sections.ts';
import { limits } from '#server/protocol/limits.ts';
import { running } from '#server/registry.ts';
import { type InitialDesk, Workspace } from './workspace.tsx';

/** The signed-in window around all of its pages, with the first page of each list. */
export default async function WorkspaceLayout({ children }: { children: ReactNode }) {
  const session = await currentSession();
  // The page sends whoever is not signed in to sign in: it knows its path, which leads back.
  if (!session) return children;
  const { core, files } = running();
  const { reading, desk } = core;
  const list = (section: Section) =>
    reading.list(session, { kinds: [...kindsOf[section]], limit: limits.page.default });
  const queue = async (): Promise<InitialDesk | null> => {
    if (session.account.role !== 'ADMIN') return null;
    const [waiting, counts] = await Promise.all([
      desk.list(session, { view: 'waiting', limit: limits.page.default }),
      desk.counts(session),
    ]);
    return { waiting, counts };
  };
  const [chats, assistant, support, atDesk] = await Promise.all([
    list('chats'),
    list('assistant'),
    list('support'),
    queue(),
  ]);
  const initial = {
    account: session.account,
    lists: { chats, assistant, support },
    fileSizeLimit: files.sizeLimit,
  };
  return (
    <Workspace initial={initial} desk={atDesk}>
      {children}
    </Workspace>
  );
}
