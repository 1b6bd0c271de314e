'use client';
import { createContext, use } from 'react';

interface WidgetWays {
  /** Closes the panel. */
  close: () => void;
  /** Asks for a new chat. */
  startAnew: () => void;
}

export const WidgetContext = createContext<WidgetWays | null>(null);

export function useWidget(): WidgetWays {
  const ways = use(WidgetContext);
  if (!ways) throw new Error('This needs the widget above it');
  return ways;
}
