'use client';
import { useState } from 'react';
import { errorView } from '#components/realtime/command-error.ts';
import { useCommands } from '#components/realtime/hooks.ts';
import type { ErrorView } from '#server/protocol/errors.ts';
import { useGo } from '#components/shell/navigation.tsx';
import { chatPath } from './chat-path.ts';

interface StartChatOptions {
  /** Called before the page changes. */
  started?: () => void;
  failed?: (error: ErrorView) => void;
}

/** Makes a conversation and goes there. `error` is why the last try failed, until the next one. */
export function useStartChat({ started, failed }: StartChatOptions = {}) {
  const { createDirect, createGroup } = useCommands();
  const go = useGo();
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<ErrorView | null>(null);

  const run = async (create: () => Promise<number>) => {
    if (busy) return;
    setBusy(true);
    setError(null);
    try {
      const id = await create();
      started?.();
      go(chatPath(id));
    } catch (thrown) {
      const view = errorView(thrown);
      setError(view);
      failed?.(view);
    } finally {
      setBusy(false);
    }
  };

  return {
    busy,
    error,
    direct: (userId: number) => run(() => createDirect(userId)),
    group: (title: string, userIds: readonly number[]) => run(() => createGroup(title, userIds)),
  };
}
