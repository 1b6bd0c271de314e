'use client';
import { useState } from 'react';
import { Button } from '#components/ui/button.tsx';
import { copyText } from '#components/ui/copy-text.ts';
import { Dialog } from '#components/ui/dialog.tsx';

/** Shows a secret, this once; null shows nothing. */
export function SecretDialog({ secret, onClose }: { secret: string | null; onClose: () => void }) {
  const [copied, setCopied] = useState(false);
  return (
    <Dialog
      title="Signing secret"
      description="The receiver checks signatures with it. It is not shown again."
      open={secret !== null}
      onOpenChange={() => {
        setCopied(false);
        onClose();
      }}
    >
      <div className="flex flex-col gap-4">
        <code className="rounded-control border bg-background p-3 font-mono text-meta break-all">
          {secret}
        </code>
        <Button
          look="primary"
          className="self-end"
          onClick={() => void copyText(secret ?? '').then(setCopied)}
        >
          {copied ? 'Copied' : 'Copy'}
        </Button>
      </div>
    </Dialog>
  );
}
