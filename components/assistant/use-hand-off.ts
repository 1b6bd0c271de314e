'use client';
import { useMutation } from '@tanstack/react-query';
import type { Route } from 'next';
import { errorView } from '#components/realtime/command-error.ts';
import { useAssistantCommands } from '#components/realtime/hooks.ts';
import { useGo } from '#components/shell/navigation.tsx';
import { useToast } from '#components/ui/toast.tsx';

/** Hands a conversation with the assistant over to people, whose chat is opened then, and back. */
export function useHandOff(conversationId: number) {
  const { handOff, askBack } = useAssistantCommands();
  const go = useGo();
  const toast = useToast();
  const failed = (what: string) => (thrown: unknown) =>
    toast({ tone: 'danger', text: `${what}. ${errorView(thrown).message}` });
  const begin = useMutation({
    mutationFn: () => handOff(conversationId),
    onSuccess: (chatId) => go(`/support/${chatId}` as Route),
    onError: failed('No chat was opened'),
  });
  const end = useMutation({
    mutationFn: () => askBack(conversationId),
    onError: failed('The assistant was not asked'),
  });
  return { begin: () => begin.mutate(), end: () => end.mutate(), busy: begin.isPending || end.isPending };
}
