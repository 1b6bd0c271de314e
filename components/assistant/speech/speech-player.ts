/** What becomes of an answer that somebody wants to hear. */
export type SpeechState = 'idle' | 'loading' | 'playing' | 'paused';

export type SpeechPlayer = ReturnType<typeof createSpeechPlayer>;

/** A browser that wants a press of a button for each sound refuses one that comes too late after it. */
const wantsPress = (error: unknown) => error instanceof DOMException && error.name === 'NotAllowedError';

/** Plays the speech of one answer at a time. Nothing is loaded before it is asked for. */
export function createSpeechPlayer() {
  const listeners = new Set<() => void>();
  let audio: HTMLAudioElement | undefined;
  let current: { messageId: number; state: SpeechState } | null = null;

  function set(next: typeof current): void {
    current = next;
    for (const listener of listeners) listener();
  }

  /** The keys of a headset stop and go on, too. */
  function follow(state: SpeechState): void {
    if (current && current.state !== 'loading') set({ ...current, state });
  }

  function element(): HTMLAudioElement {
    if (audio) return audio;
    audio = new Audio();
    audio.addEventListener('ended', () => set(null));
    audio.addEventListener('pause', () => follow('paused'));
    audio.addEventListener('playing', () => follow('playing'));
    return audio;
  }

  function stop(): void {
    set(null);
    audio?.pause();
    audio?.removeAttribute('src');
  }

  async function play(messageId: number, addressOf: () => Promise<string>): Promise<void> {
    const sound = element();
    stop();
    const mine = { messageId, state: 'loading' as const };
    set(mine);
    try {
      const address = await addressOf();
      // Somebody wants to hear another one by now, or none.
      if (current !== mine) return;
      sound.src = address;
      await sound.play();
      if (current === mine) set({ messageId, state: 'playing' });
    } catch (error) {
      if (current !== mine) return;
      set(wantsPress(error) ? { messageId, state: 'paused' } : null);
      if (!wantsPress(error)) throw error;
    }
  }

  return {
    subscribe(listener: () => void): () => void {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    stateOf: (messageId: number): SpeechState => (current?.messageId === messageId ? current.state : 'idle'),
    /** Something is on its way, and not heard yet. */
    loading: (): boolean => current?.state === 'loading',
    stop,

    /** Plays, pauses, goes on; while it is loading, stops. Rejects with whatever `addressOf` does, or a DOMException. */
    async toggle(messageId: number, addressOf: () => Promise<string>): Promise<void> {
      const state = current?.messageId === messageId ? current.state : 'idle';
      if (state === 'idle') await play(messageId, addressOf);
      else if (state === 'loading') stop();
      else if (state === 'playing') element().pause();
      else await element().play();
    },
  };
}
