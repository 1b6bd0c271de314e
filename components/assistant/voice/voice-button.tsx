'use client';
import { LoaderCircle, Mic, Square, X } from 'lucide-react';
import { IconButton } from '#components/ui/icon-button.tsx';
import { VisuallyHidden } from '#components/ui/visually-hidden.tsx';
import type { VoiceInput, VoiceState } from './use-voice-input.ts';

const labels: Record<VoiceState, string> = {
  idle: 'Speak your question',
  starting: 'Waiting for the microphone',
  listening: 'Write down what was said',
  writing: 'Writing down what was said',
};

const announced: Record<VoiceState, string> = {
  idle: '',
  starting: '',
  listening: 'Listening',
  writing: 'Writing down what was said',
};

/** The microphone beside the field of a question. What was said becomes text in the field, and is not sent. */
export function VoiceButton({ state, press, cancel }: VoiceInput) {
  const busy = state === 'starting' || state === 'writing';
  return (
    <>
      {state !== 'idle' && (
        <IconButton label="Forget what was said" onClick={cancel}>
          <X aria-hidden strokeWidth={1.5} />
        </IconButton>
      )}
      <IconButton
        label={labels[state]}
        aria-busy={busy || undefined}
        aria-disabled={busy || undefined}
        aria-pressed={state === 'listening'}
        data-voice-state={state}
        onClick={() => !busy && press()}
        className={state === 'listening' ? 'text-danger!' : undefined}
      >
        {busy && <LoaderCircle aria-hidden strokeWidth={1.5} className="animate-spin" />}
        {state === 'idle' && <Mic aria-hidden strokeWidth={1.5} />}
        {state === 'listening' && <Square aria-hidden strokeWidth={1.5} className="fill-current" />}
      </IconButton>
      <VisuallyHidden>
        <span role="status">{announced[state]}</span>
      </VisuallyHidden>
    </>
  );
}
