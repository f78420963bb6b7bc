import { PrismaAdapter } from "@auth/prisma-adapter";
import type { Adapter, AdapterAccount, AdapterSession, AdapterUser } from "next-auth/adapters";
import { db } from "@/db/client";
import { admit } from "./admission";
import { storedToken } from "./stored-token";

/**
 * next-auth's Prisma adapter, except that session tokens are stored as hashes, a provider's tokens
 * are not stored, and nobody becomes a freelancer without being admitted.
 */
export function hashingAdapter(): Adapter {
  const base = PrismaAdapter(db() as never) as unknown as Adapter;
  const withToken = <T extends AdapterSession | null | undefined>(
    session: T,
    sessionToken: string,
  ): T => (session ? { ...session, sessionToken } : session);
  return {
    ...base,
    createUser: async (user: Omit<AdapterUser, "id">) =>
      (await admit(user.email, user.name ?? null)) as AdapterUser,
    // Only the identity is stored: the provider's own tokens are never used again.
    linkAccount: async ({ userId, type, provider, providerAccountId }: AdapterAccount) => {
      await db().account.create({ data: { userId, type, provider, providerAccountId } });
    },
    createSession: async (session) =>
      withToken(
        await base.createSession!({ ...session, sessionToken: storedToken(session.sessionToken) }),
        session.sessionToken,
      ),
    getSessionAndUser: async (token) => {
      const found = await base.getSessionAndUser!(storedToken(token));
      return found && { user: found.user, session: withToken(found.session, token) };
    },
    updateSession: async (session) =>
      withToken(
        await base.updateSession!({ ...session, sessionToken: storedToken(session.sessionToken) }),
        session.sessionToken,
      ),
    deleteSession: async (token) => {
      await db().session.deleteMany({ where: { sessionToken: storedToken(token) } });
    },
  };
}
