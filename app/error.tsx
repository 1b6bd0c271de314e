'use client';
import { Notice } from '#components/shell/notice.tsx';
import { Button } from '#components/ui/button.tsx';

/** What stands in place of a page that failed; the server has logged the cause. */
export default function ErrorPage({ retry }: { error: unknown; retry: () => void }) {
  return (
    <Notice title="This page could not be shown" action={<Button onClick={retry}>Try again</Button>}>
      Something went wrong on our side. Messages that were sent are not lost.
    </Notice>
  );
}
