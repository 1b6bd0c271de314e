import { hash, verify } from '@node-rs/argon2';
import type { PasswordHasher } from '#server/core/identity.ts';

/** argon2id with the library's parameters (19 MiB, 2 passes). */
export async function createPasswords(): Promise<PasswordHasher> {
  // Verified against where there is no hash, so that an unknown email takes as long as a wrong password.
  const decoy = await hash('nobody has this password');
  return {
    hash: (password) => hash(password),
    async verify(stored, password) {
      const right = await verify(stored ?? decoy, password);
      return stored !== null && right;
    },
  };
}
