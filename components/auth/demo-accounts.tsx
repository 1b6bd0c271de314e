import { Avatar } from '#components/ui/avatar.tsx';

export interface DemoAccount {
  name: string;
  email: string;
  password: string;
}

interface DemoAccountsProps {
  accounts: readonly DemoAccount[];
  onPick: (account: DemoAccount) => void;
}

/** The accounts of a demo database; a press fills the form. */
export function DemoAccounts({ accounts, onPick }: DemoAccountsProps) {
  return (
    <section aria-labelledby="demo-accounts" className="mt-8 border-t pt-5">
      <h2 id="demo-accounts" className="text-meta font-medium">
        Demo accounts
      </h2>
      <p className="text-meta text-muted">Choose one to fill the form.</p>
      <ul className="-mx-2 mt-2">
        {accounts.map((account, index) => (
          <li key={account.email}>
            <button
              type="button"
              onClick={() => onPick(account)}
              className="flex min-h-12 w-full items-center gap-3 rounded-control px-2 text-left transition-colors hover:bg-hover"
            >
              <Avatar id={index + 4} name={account.name} />
              <span className="min-w-0 flex-1 text-meta">
                <span className="block truncate font-medium">{account.name}</span>
                <span className="block truncate text-muted">{account.email}</span>
              </span>
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}
