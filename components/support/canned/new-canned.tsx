'use client';
import { useState } from 'react';
import { Button } from '#components/ui/button.tsx';
import { CannedDialog } from './canned-dialog.tsx';

/** The button that begins a canned response. */
export function NewCanned() {
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button size="small" look="primary" onClick={() => setOpen(true)}>
        New response
      </Button>
      <CannedDialog response={null} open={open} onOpenChange={setOpen} />
    </>
  );
}
