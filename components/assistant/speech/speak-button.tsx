'use client';
import { LoaderCircle, Pause, Play, Volume2 } from 'lucide-react';
import { type ReactNode, useSyncExternalStore } from 'react';
import { errorView } from '#components/realtime/command-error.ts';
import { useAssistantCommands } from '#components/realtime/hooks.ts';
import { IconButton } from '#components/ui/icon-button.tsx';
import { useToast } from '#components/ui/toast.tsx';
import type { SpeechPlayer, SpeechState } from './speech-player.ts';
import { useSpeechPlayer } from './speech-provider.tsx';

interface SpeakButtonProps {
  messageId: number;
  /** Where its speech is, once there is one. */
  audioUrl: string | null;
}

const labels: Record<SpeechState, string> = {
  idle: 'Read aloud',
  loading: 'Do not read aloud',
  playing: 'Pause reading',
  paused: 'Go on reading',
};

const icons: Record<SpeechState, ReactNode> = {
  idle: <Volume2 aria-hidden strokeWidth={1.5} />,
  loading: <LoaderCircle aria-hidden strokeWidth={1.5} className="animate-spin" />,
  playing: <Pause aria-hidden strokeWidth={1.5} />,
  paused: <Play aria-hidden strokeWidth={1.5} />,
};

/** Reads an answer aloud, where the server can. */
export function SpeakButton(props: SpeakButtonProps) {
  const player = useSpeechPlayer();
  return player && <Speak {...props} player={player} />;
}

function Speak({ messageId, audioUrl, player }: SpeakButtonProps & { player: SpeechPlayer }) {
  const assistant = useAssistantCommands();
  const toast = useToast();
  const look = () => player.stateOf(messageId);
  const state = useSyncExternalStore(player.subscribe, look, () => 'idle' as const);

  async function addressOf(): Promise<string> {
    if (audioUrl !== null) return audioUrl;
    const spoken = await assistant.speak(messageId);
    if (spoken.cut) toast({ text: 'This answer is long: only its beginning is read' });
    return spoken.audioUrl;
  }

  const press = () =>
    void player.toggle(messageId, addressOf).catch((thrown: unknown) => {
      const why =
        thrown instanceof DOMException ? 'Its audio cannot be played here' : errorView(thrown).message;
      toast({ tone: 'danger', text: `Not read aloud. ${why}` });
    });

  return (
    <IconButton
      size="small"
      label={labels[state]}
      aria-busy={state === 'loading' || undefined}
      data-speech-state={state}
      onClick={press}
    >
      {icons[state]}
    </IconButton>
  );
}
