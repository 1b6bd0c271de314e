'use client';
import { useQuery } from '@tanstack/react-query';
import { useAssistantCommands } from '#components/realtime/hooks.ts';

/** The models to choose from and what may still be asked, as the hub tells them. */
export function useAssistantOptions() {
  const assistant = useAssistantCommands();
  return useQuery({ queryKey: ['assistant', 'options'], queryFn: () => assistant.options() });
}
