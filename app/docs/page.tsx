import type { Metadata } from 'next';
import { headers } from 'next/headers';
import { serverUrl } from '#app/server-url.ts';
import { referenceGroups } from '#components/reference/groups.ts';
import { Reference } from '#components/reference/reference.tsx';

export const metadata: Metadata = {
  title: 'Protocols',
  description: 'REST and every dialect that this server speaks.',
};

/** For developers, signed in or not. */
export default async function DocsPage() {
  return <Reference groups={referenceGroups(serverUrl(await headers()))} />;
}
