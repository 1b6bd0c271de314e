'use client';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { PeoplePicker } from '#components/chats/people-picker.tsx';
import { problemText } from '#components/rest/problem-text.ts';
import { AlertDialog } from '#components/ui/alert-dialog.tsx';
import { Button } from '#components/ui/button.tsx';
import { Dialog } from '#components/ui/dialog.tsx';
import { useToast } from '#components/ui/toast.tsx';
import type { Person } from '#server/protocol/identity.ts';
import { administrationApi, adminsKey } from './administration-api.ts';

/** Makes an admin of somebody who has an account. */
export function NewAdmin() {
  const queries = useQueryClient();
  const toast = useToast();
  const [open, setOpen] = useState(false);
  const [chosen, setChosen] = useState<Person | null>(null);
  const add = useMutation({
    mutationFn: ({ id }: Person) => administrationApi.setAdmin(id, false),
    onSuccess: (made) => {
      toast({ tone: 'positive', text: `${made.name} is an admin now` });
      return queries.invalidateQueries({ queryKey: adminsKey });
    },
    onError: (thrown) => toast({ tone: 'danger', text: `Not added. ${problemText(thrown)}` }),
  });
  return (
    <>
      <Button onClick={() => setOpen(true)}>New admin</Button>
      <Dialog
        title="New admin"
        description="Somebody who has an account already."
        open={open}
        onOpenChange={setOpen}
      >
        <PeoplePicker
          label="Search people"
          autoFocus
          onChoose={(person) => {
            setOpen(false);
            if (person.role === 'ADMIN') toast({ text: `${person.name} is an admin already` });
            else setChosen(person);
          }}
        />
      </Dialog>
      <AlertDialog
        open={chosen !== null}
        onOpenChange={(stays) => !stays && setChosen(null)}
        title={`Make ${chosen?.name ?? ''} an admin?`}
        description="Admins read and answer every support chat. They are signed out, and see the desk when they sign in again."
        action="Make an admin"
        onAction={() => chosen && add.mutate(chosen)}
      />
    </>
  );
}
