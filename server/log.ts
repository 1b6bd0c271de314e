import pino, { type Logger } from 'pino';

export type Log = Logger;

/** One JSON line an event. Paths are logged without their query and headers not at all: no token gets in. */
export function createLog(level: string): Log {
  return pino({ level, base: null, timestamp: pino.stdTimeFunctions.isoTime });
}
