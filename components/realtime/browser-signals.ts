/** What the browser says about itself; tests bring their own. */
export interface BrowserSignals {
  /** False: there is certainly no network. */
  online(): boolean;
  /** The tab is in front. */
  visible(): boolean;
  /** The tab is in front and its window is the one worked in: what it shows is being read. */
  attentive(): boolean;
  /** Calls `listener` when any answer may have changed; answers how to stop. */
  subscribe(listener: () => void): () => void;
}

export const browserSignals: BrowserSignals = {
  online: () => navigator.onLine,
  visible: () => document.visibilityState === 'visible',
  attentive: () => document.visibilityState === 'visible' && document.hasFocus(),
  subscribe(listener) {
    const stop = new AbortController();
    const { signal } = stop;
    for (const name of ['online', 'offline', 'focus', 'blur', 'pageshow'])
      window.addEventListener(name, listener, { signal });
    document.addEventListener('visibilitychange', listener, { signal });
    return () => stop.abort();
  },
};
