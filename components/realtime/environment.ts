import { type BrowserSignals, browserSignals } from './browser-signals.ts';
import { type Clock, systemClock } from './clock.ts';
import type { Channel } from './outbox-rows.ts';
import type { Exclusive } from './outbox-sender.ts';
import { openOutboxStorage, type OutboxStorage } from './outbox-storage.ts';
import { openHubSocket, type OpenSocket } from './socket.ts';
import { type Upload, uploadFile } from './upload.ts';

/** What the client needs of the world around it; nothing of it is touched before it is started. */
export interface Environment {
  clock: Clock;
  /** From 0 up to 1. */
  random: () => number;
  signals: BrowserSignals;
  openSocket: OpenSocket;
  upload: Upload;
  /** Reads a file of the server, where its address alone does not lead to it. */
  readFile?: (path: string) => Promise<Blob>;
  /** Never rejects. */
  openOutbox: (userId: number) => Promise<OutboxStorage>;
  channel: (userId: number) => Channel | null;
  exclusive: (userId: number) => Exclusive;
  draftStorage: () => Storage;
  /** Loads the page anew. */
  reload: () => void;
}

/**
 * Without locks (a page over plain http on a LAN, a frame of another site where the browser keeps nothing for it) two tabs
 * may send the same entry: it is stored once all the same.
 */
function lockedFor(userId: number): Exclusive {
  return async (work) => {
    if (!('locks' in navigator)) return work();
    let begun = false;
    try {
      await navigator.locks.request(`switchboard-outbox-${userId}`, () => {
        begun = true;
        return work();
      });
    } catch (error) {
      if (begun) throw error;
      await work();
    }
  };
}

export const browserEnvironment: Environment = {
  clock: systemClock,
  random: Math.random,
  signals: browserSignals,
  openSocket: openHubSocket(''),
  upload: uploadFile(),
  openOutbox: (userId) => openOutboxStorage(userId, systemClock),
  channel: (userId) =>
    'BroadcastChannel' in globalThis ? new BroadcastChannel(`switchboard-${userId}`) : null,
  exclusive: lockedFor,
  draftStorage: () => localStorage,
  reload: () => location.reload(),
};

/** For a page without a cookie of ours, in a frame of another site: a token says who is there. */
export const bearerEnvironment = (token: string, signals: BrowserSignals): Environment => ({
  ...browserEnvironment,
  signals,
  openSocket: openHubSocket('', token),
  upload: uploadFile(token),
  async readFile(path) {
    const answer = await fetch(path, { headers: { authorization: `Bearer ${token}` } });
    if (!answer.ok) throw new Error(`The file was refused with ${answer.status}`);
    return answer.blob();
  },
});
