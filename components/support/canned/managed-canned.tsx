'use client';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Pencil, Trash2 } from 'lucide-react';
import { useState } from 'react';
import { problemText } from '#components/rest/problem-text.ts';
import { AlertDialog } from '#components/ui/alert-dialog.tsx';
import { Button } from '#components/ui/button.tsx';
import { EmptyState } from '#components/ui/empty-state.tsx';
import { FormProblem } from '#components/ui/form-problem.tsx';
import { IconButton } from '#components/ui/icon-button.tsx';
import { Skeleton } from '#components/ui/skeleton.tsx';
import { useToast } from '#components/ui/toast.tsx';
import type { CannedResponse } from '#server/protocol/canned-responses.ts';
import { cannedApi } from './canned-api.ts';
import { CannedDialog } from './canned-dialog.tsx';
import { cannedKey, useCannedResponses } from './use-canned-responses.ts';

/** All canned responses, for those who keep them. */
export function ManagedCanned() {
  const { responses, error, refetch } = useCannedResponses();
  if (!responses)
    return error ? (
      <div className="flex flex-col items-start gap-3 py-6">
        <FormProblem>{problemText(error)}</FormProblem>
        <Button onClick={() => void refetch()}>Try again</Button>
      </div>
    ) : (
      <div className="flex flex-col gap-3 py-6">
        {[1, 2, 3].map((line) => (
          <Skeleton key={line} className="h-10" />
        ))}
      </div>
    );
  if (responses.length === 0)
    return (
      <div className="py-16">
        <EmptyState>Nothing is kept ready yet. What is comes into a chat by “/” and its name.</EmptyState>
      </div>
    );
  return (
    <ul aria-label="Canned responses" className="divide-y py-4">
      {responses.map((response) => (
        <ManagedRow key={response.id} response={response} />
      ))}
    </ul>
  );
}

function ManagedRow({ response }: { response: CannedResponse }) {
  const { id, name, content } = response;
  const queries = useQueryClient();
  const toast = useToast();
  const [editing, setEditing] = useState(false);
  const remove = useMutation({
    mutationFn: () => cannedApi.remove(id),
    onSuccess: () => queries.invalidateQueries({ queryKey: cannedKey }),
    onError: (thrown) => toast({ tone: 'danger', text: `Not deleted. ${problemText(thrown)}` }),
  });
  return (
    <li className="flex items-center gap-2 py-2">
      <div className="min-w-0 flex-1">
        <p className="truncate font-medium">/{name}</p>
        <p dir="auto" className="line-clamp-2 text-meta whitespace-pre-line text-muted">
          {content}
        </p>
      </div>
      <IconButton label={`Edit ${name}`} onClick={() => setEditing(true)}>
        <Pencil aria-hidden strokeWidth={1.5} />
      </IconButton>
      <AlertDialog
        title="Delete this canned response?"
        description={`Nobody can bring “/${name}” into a chat any more. What was sent stays.`}
        action="Delete"
        danger
        onAction={() => remove.mutate()}
        trigger={
          <IconButton label={`Delete ${name}`}>
            <Trash2 aria-hidden strokeWidth={1.5} />
          </IconButton>
        }
      />
      <CannedDialog response={response} open={editing} onOpenChange={setEditing} />
    </li>
  );
}
