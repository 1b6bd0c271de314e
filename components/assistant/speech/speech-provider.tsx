'use client';
import { createContext, type ReactNode, use, useEffect, useState, useSyncExternalStore } from 'react';
import { useAssistantOptions } from '#components/assistant/use-assistant-options.ts';
import { VisuallyHidden } from '#components/ui/visually-hidden.tsx';
import { createSpeechPlayer, type SpeechPlayer } from './speech-player.ts';

const SpeechContext = createContext<SpeechPlayer | null>(null);

/** The player of the conversation around; null where answers cannot be read aloud. */
export const useSpeechPlayer = (): SpeechPlayer | null => use(SpeechContext);

/** Lets the answers below be heard, where the server can speak. Whoever leaves the conversation has heard enough. */
export function SpeechProvider({ children }: { children: ReactNode }) {
  const { data } = useAssistantOptions();
  const [player] = useState(createSpeechPlayer);
  useEffect(() => player.stop, [player]);
  return (
    <SpeechContext value={data?.speech ? player : null}>
      {children}
      <Preparing player={player} />
    </SpeechContext>
  );
}

/** Tells screen readers why nothing is heard yet. */
function Preparing({ player }: { player: SpeechPlayer }) {
  const loading = useSyncExternalStore(player.subscribe, player.loading, () => false);
  return (
    <VisuallyHidden>
      <span role="status">{loading && 'Preparing the audio'}</span>
    </VisuallyHidden>
  );
}
