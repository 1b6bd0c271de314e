'use client';
import { SquarePen, Users } from 'lucide-react';
import { createContext, type ReactNode, use, useCallback, useState } from 'react';
import { Button } from '#components/ui/button.tsx';
import { Dialog } from '#components/ui/dialog.tsx';
import { IconButton } from '#components/ui/icon-button.tsx';
import { GroupForm } from './group-form.tsx';
import { PeoplePicker } from './people-picker.tsx';
import { StartError } from './start-error.tsx';
import { useStartChat } from './use-start-chat.ts';

const OpenContext = createContext<(() => void) | null>(null);

/** Opens the dialog for a new conversation. */
export function useNewConversation(): () => void {
  const open = use(OpenContext);
  if (!open) throw new Error('This needs the NewConversation above it');
  return open;
}

/** Holds the dialog for a new conversation, which anything under it may open. */
export function NewConversation({ children }: { children: ReactNode }) {
  const [step, setStep] = useState<'closed' | 'person' | 'group' | 'back'>('closed');
  const close = () => setStep('closed');
  const open = useCallback(() => setStep('person'), []);
  return (
    <OpenContext value={open}>
      {children}
      <Dialog
        title={step === 'group' ? 'New group' : 'New conversation'}
        open={step !== 'closed'}
        onOpenChange={(stays) => stays || close()}
        footer={
          step !== 'group' && (
            <Button look="ghost" onClick={() => setStep('group')}>
              <Users aria-hidden strokeWidth={1.5} />
              New group
            </Button>
          )
        }
      >
        {step === 'group' ? (
          <GroupForm onDone={close} onBack={() => setStep('back')} />
        ) : (
          <PersonStep onDone={close} autoFocus={step === 'back'} />
        )}
      </Dialog>
    </OpenContext>
  );
}

/** Choosing somebody is all it takes. */
function PersonStep({ onDone, autoFocus }: { onDone: () => void; autoFocus: boolean }) {
  const { direct, error } = useStartChat({ started: onDone });
  return (
    <div className="flex flex-col gap-2 pt-1">
      {error && <StartError error={error} />}
      <PeoplePicker label="Search people" onChoose={({ id }) => void direct(id)} autoFocus={autoFocus} />
    </div>
  );
}

/** The button of the list's header. */
export function NewConversationButton() {
  return (
    <IconButton label="New conversation" onClick={useNewConversation()}>
      <SquarePen aria-hidden strokeWidth={1.5} />
    </IconButton>
  );
}
