import type { Metadata, Route } from 'next';
import Link from 'next/link';
import { Notice } from '#components/shell/notice.tsx';
import { Button } from '#components/ui/button.tsx';

export const metadata: Metadata = { title: 'Not found' };

export default function NotFound() {
  return (
    <Notice
      title="Not found"
      action={
        <Button asChild>
          <Link href={'/chats' as Route}>Go to your chats</Link>
        </Button>
      }
    >
      There is nothing at this address, or it is not yours to see.
    </Notice>
  );
}
