import { extname } from 'node:path';

/** Characters of a name; file systems take 255 bytes, headers and lists fewer. */
const LENGTH = 120;

/** What cannot be seen, or turns what can be seen around: `invoice‮fdp.exe`. */
const UNSEEN = /[\p{Cc}\p{Cs}\p{Zl}\p{Zp}\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]/gu;

/**
 * The name of an upload as it is kept and shown: one line without a path, at most 120 characters, its ending kept. It is
 * data only: nothing on the disk is called by it.
 */
export function fileName(given: string): string {
  // Browsers write these three in a multipart header as WHATWG has it.
  const decoded = given.replace(/%22/g, '"').replace(/%0[da]/gi, ' ');
  const base = decoded.split(/[/\\]/).at(-1) ?? '';
  const name = base.normalize('NFC').replace(UNSEEN, '').replace(/\s+/g, ' ').trim();
  if (/^\.*$/.test(name)) return 'file';
  const letters = Array.from(name);
  if (letters.length <= LENGTH) return name;
  const ending = Array.from(extname(name)).slice(0, 20);
  return [...letters.slice(0, LENGTH - ending.length), ...ending].join('');
}
