'use client';

import { createContext, type ReactNode, use, useEffect, useState } from 'react';
import { createRealtimeClient, type RealtimeClient } from './client.ts';
import { browserEnvironment, type Environment } from './environment.ts';
import type { InitialConversation, InitialList } from './types.ts';

const RealtimeContext = createContext<RealtimeClient | null>(null);

/** The client of the provider above. */
export function useRealtimeClient(): RealtimeClient {
  const client = use(RealtimeContext);
  if (!client) throw new Error('There is no RealtimeProvider above this component');
  return client;
}

interface ProviderProps {
  initial: InitialList;
  children: ReactNode;
  /** Tests bring their own. */
  environment?: Environment;
}

/** Holds the connection, the store and the outbox of the signed-in user; stands in the workspace's layout. */
export function RealtimeProvider({ initial, children, environment = browserEnvironment }: ProviderProps) {
  const [client] = useState(() => createRealtimeClient(initial, environment));
  useEffect(() => client.start(), [client]);
  return <RealtimeContext value={client}>{children}</RealtimeContext>;
}

/**
 * Puts what a chat's page was rendered with into the store before its children render; stands in the chat's page,
 * around everything that uses the hooks of that conversation.
 */
export function SeedConversation({
  initial,
  children,
}: {
  initial: InitialConversation;
  children: ReactNode;
}) {
  const client = useRealtimeClient();
  const [seeded, setSeeded] = useState<InitialConversation | null>(null);
  if (seeded !== initial) {
    client.seed(initial);
    setSeeded(initial);
  }
  useEffect(() => client.seeded(initial), [client, initial]);
  return children;
}
