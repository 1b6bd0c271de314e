import type { Metadata, Route } from 'next';
import { notFound } from 'next/navigation';
import { cache } from 'react';
import { SharedConversation } from '#components/assistant/shared-conversation.tsx';
import { SHARED_PATH } from '#server/protocol/shares.ts';
import { running } from '#server/registry.ts';

const UNTITLED = 'Conversation with the assistant';

type Props = PageProps<'/shared/[token]'>;

const read = cache((token: string, page: number) => running().core.shares.read(token, page));

/** What the link leads to, read once a request; not found where it leads nowhere any more, or never did. */
async function find({ params, searchParams }: Props) {
  const [{ token }, { page = '1' }] = await Promise.all([params, searchParams]);
  if (!/^[1-9]\d{0,5}$/.test(String(page))) notFound();
  return (await read(token, Number(page))) ?? notFound();
}

// Whoever has the link may read it; nobody is to find it, and no place that it links to is to learn it.
const unlisted: Metadata = { robots: { index: false, follow: false }, referrer: 'no-referrer' };

export async function generateMetadata(props: Props): Promise<Metadata> {
  const { title } = await find(props);
  return { ...unlisted, title: title ?? UNTITLED, description: 'A conversation with the assistant.' };
}

/** A conversation with the assistant for whoever has its link, signed in or not. */
export default async function SharedPage(props: Props) {
  const { token } = await props.params;
  const { title, ownerName, sharedAt, exchanges, page, pages } = await find(props);
  return (
    <SharedConversation
      title={title ?? UNTITLED}
      ownerName={ownerName}
      sharedAt={sharedAt}
      turns={exchanges}
      page={page}
      pages={pages}
      hrefOf={(other) => `${SHARED_PATH}${token}?page=${other}` as Route}
    />
  );
}
