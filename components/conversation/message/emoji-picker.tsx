'use client';
import { type KeyboardEvent, useRef, useState } from 'react';
import { commonEmojis, recentEmojis } from './emojis.ts';

interface EmojiPickerProps {
  onPick: (emoji: string) => void;
}

/** How the arrows move, in rows and columns. */
const steps: Record<string, [down: number, right: number]> = {
  ArrowUp: [-1, 0],
  ArrowDown: [1, 0],
  ArrowLeft: [0, -1],
  ArrowRight: [0, 1],
};

/** The emojis used last and the common ones, as a grid with one tab stop that the arrows move in. */
export function EmojiPicker({ onPick }: EmojiPickerProps) {
  const [rows] = useState(() => [recentEmojis(), ...commonEmojis].filter((row) => row.length > 0));
  const [[row, column], setPlace] = useState([0, 0]);
  const grid = useRef<HTMLDivElement>(null);

  const move = (event: KeyboardEvent) => {
    const step = steps[event.key];
    if (!step) return;
    event.preventDefault();
    const nextRow = Math.min(Math.max(row + step[0], 0), rows.length - 1);
    const last = (rows[nextRow]?.length ?? 1) - 1;
    const nextColumn = Math.min(Math.max(column + step[1], 0), last);
    setPlace([nextRow, nextColumn]);
    grid.current?.querySelector<HTMLElement>(`[data-place="${nextRow}-${nextColumn}"]`)?.focus();
  };

  return (
    <div ref={grid} role="grid" tabIndex={-1} aria-label="Emojis" onKeyDown={move} className="outline-none">
      {rows.map((emojis, r) => (
        <div key={r} role="row" className="flex">
          {emojis.map((emoji, c) => (
            <div key={emoji} role="gridcell">
              <button
                type="button"
                data-place={`${r}-${c}`}
                tabIndex={r === row && c === column ? 0 : -1}
                onClick={() => onPick(emoji)}
                className="touch-target focus-inset flex size-9 items-center justify-center rounded-control text-title hover:bg-hover"
              >
                {emoji}
              </button>
            </div>
          ))}
        </div>
      ))}
    </div>
  );
}
