'use client';
import { useEffect, useRef, useState } from 'react';
import { useAssistantOptions } from '#components/assistant/use-assistant-options.ts';
import { type Listen, type Listening, NotHeard } from './listening.ts';

/** `starting`: the browser asks whether it may; `writing`: what was said is being written down. */
export type VoiceState = 'idle' | 'starting' | 'listening' | 'writing';

export interface VoiceInput {
  state: VoiceState;
  /** Begins to listen; once it listens, ends it. */
  press(): void;
  /** Forgets what was said. */
  cancel(): void;
}

interface VoiceInputParts {
  onText: (text: string) => void;
  /** Why there is no text; null once it is tried again. */
  onProblem: (problem: string | null) => void;
}

// Nobody loads what they do not use.
const recording: Listen = async (ended) => (await import('./recorder.ts')).record(ended);
const recognition: Listen = async (ended) => (await import('./recognition.ts')).recognize(ended);

const canRecord = () => typeof MediaRecorder !== 'undefined' && 'mediaDevices' in navigator;
const canRecognize = () => 'SpeechRecognition' in globalThis || 'webkitSpeechRecognition' in globalThis;

/** Questions that are spoken: by the server where it writes them down, else by the browser; null where neither can. */
export function useVoiceInput({ onText, onProblem }: VoiceInputParts): VoiceInput | null {
  const { data } = useAssistantOptions();
  const [state, setState] = useState<VoiceState>('idle');
  /** What is being said; another one, or none, means that this one is not wanted any more. */
  const current = useRef<{ listening?: Listening } | null>(null);

  function forget(): void {
    current.current?.listening?.cancel();
    current.current = null;
  }
  useEffect(() => forget, []);

  // What the browser can is asked once the server has told what it can: never while a page is made on the server.
  const recorded = data?.dictation && canRecord();
  if (!data || (!recorded && !canRecognize())) return null;
  const listen = recorded ? recording : recognition;

  function fail(error: unknown): void {
    onProblem(error instanceof NotHeard ? error.message : 'What was said could not be written down');
  }

  async function finish(mine: { listening?: Listening }): Promise<void> {
    if (current.current !== mine || !mine.listening) return;
    const { listening } = mine;
    // Whoever ends it twice ends it once.
    delete mine.listening;
    setState('writing');
    try {
      const text = await listening.finish();
      if (current.current !== mine) return;
      if (text === '') onProblem('Nothing was heard');
      else onText(text);
    } catch (error) {
      if (current.current === mine) fail(error);
    } finally {
      if (current.current === mine) {
        current.current = null;
        setState('idle');
      }
    }
  }

  async function begin(): Promise<void> {
    const mine: { listening?: Listening } = {};
    current.current = mine;
    setState('starting');
    onProblem(null);
    try {
      const listening = await listen(() => void finish(mine));
      if (current.current !== mine) {
        listening.cancel();
        return;
      }
      mine.listening = listening;
      setState('listening');
    } catch (error) {
      if (current.current !== mine) return;
      current.current = null;
      setState('idle');
      fail(error);
    }
  }

  return {
    state,
    press() {
      if (state === 'idle') void begin();
      else if (current.current) void finish(current.current);
    },
    cancel() {
      forget();
      setState('idle');
    },
  };
}
