'use client';
import { Notice } from '#components/shell/notice.tsx';
import { Button } from '#components/ui/button.tsx';
import './globals.css';

/** What stands in place of everything where even the root layout failed. */
export default function GlobalError({ retry }: { error: unknown; retry: () => void }) {
  return (
    <html lang="en">
      <body>
        <title>Switchboard</title>
        <Notice title="Switchboard could not be shown" action={<Button onClick={retry}>Try again</Button>}>
          Something went wrong on our side. Messages that were sent are not lost.
        </Notice>
      </body>
    </html>
  );
}
