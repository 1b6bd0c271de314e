'use client';
import { useState } from 'react';
import { Button } from '#components/ui/button.tsx';
import { SecretDialog } from './secret-dialog.tsx';
import { WebhookDialog } from './webhook-dialog.tsx';

/** The button that begins a webhook. */
export function NewWebhook() {
  const [open, setOpen] = useState(false);
  const [secret, setSecret] = useState<string | null>(null);
  return (
    <>
      <Button size="small" look="primary" onClick={() => setOpen(true)}>
        New webhook
      </Button>
      <WebhookDialog
        webhook={null}
        open={open}
        onOpenChange={setOpen}
        onCreated={(created) => setSecret(created.secret)}
      />
      <SecretDialog secret={secret} onClose={() => setSecret(null)} />
    </>
  );
}
