import type { z } from 'zod';

/** What a client says. */
export interface ClientMessage {
  /** What it does, in a sentence or two. */
  about: string;
  payload: z.ZodType;
  /** What its acknowledgement gets, where the client asks for one (Socket.IO). */
  acknowledgement?: z.ZodType;
  /** Messages of the server that answer it, by their names. */
  answers?: readonly string[];
  /** Why it may be refused: codes of the table of errors, or texts, in which `N` stands for a number and `…` for anything. */
  errors: readonly string[];
}

/** What the server says. */
export interface ServerMessage {
  /** When and to whom. */
  about: string;
  payload: z.ZodType;
}

/**
 * A dialect as its clients see it: what the AsyncAPI document and the page /docs say of it. Tests hold every frame that
 * they hear to it.
 */
export interface DialectDescription {
  about: string;
  /** How a client says who it is. */
  identity: string;
  transport: 'socket.io' | 'websocket';
  /** The Socket.IO namespace, or the paths of the WebSocket; the first is the usual one. */
  addresses: readonly [string, ...string[]];
  /** What each parameter of the address is. */
  query: Record<string, string>;
  /** What an acknowledgement gets for an event that there is not (Socket.IO). */
  unknown?: z.ZodType;
  fromClient: Record<string, ClientMessage>;
  fromServer: Record<string, ServerMessage>;
  /** Texts of errors that answer none of its messages. */
  otherErrors: readonly string[];
  /** Close codes of the WebSocket, and when. */
  closes: Record<number, string>;
}

/** Joins the words about messages with their shapes. */
export function describeMessages<N extends string>(
  about: Record<N, string>,
  payloads: Record<N, z.ZodType>,
): Record<N, ServerMessage> {
  const names = Object.keys(about) as N[];
  return Object.fromEntries(
    names.map((name) => [name, { about: about[name], payload: payloads[name] }]),
  ) as Record<N, ServerMessage>;
}

/** What every raw dialect closes with, besides what its own document says. */
export const rawCloses = {
  1001: 'The server shuts down',
  1002: 'Broken framing',
  1003: 'A binary frame',
  1007: 'Broken UTF-8',
  1009: 'A message over 64 KiB',
  1011: 'A fault of ours',
  1013: 'Too many sockets of one user, or the server cannot answer: try again later',
};

/** How Socket.IO's connections end. */
export const socketIoCloses = {
  1009: 'A frame over 64 KiB',
};
