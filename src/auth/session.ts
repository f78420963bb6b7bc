import { cookies, headers } from "next/headers";
import { redirect } from "next/navigation";
import { cache } from "react";
import { databaseNow } from "@/db/clock";
import { db, inTransaction } from "@/db/client";
import { studioLocaleOf, type StudioLocale } from "@/language/studio";
import { env } from "@/lib/env";
import { newToken } from "@/lib/tokens";
import { notify } from "@/live/notify";
import { isDemoOpen } from "./demo";
import { storedToken } from "./stored-token";
import { freelancerScope, type Scope } from "./scope";

export const SESSION_DAYS = 30;

/** Returns the session cookie, under next-auth's name. */
export function sessionCookie() {
  const secure = env().APP_URL.startsWith("https:");
  return {
    name: secure ? "__Secure-next-auth.session-token" : "next-auth.session-token",
    options: { httpOnly: true, sameSite: "lax" as const, path: "/", secure },
  };
}

/** Starts a session for a freelancer: a row that holds the token's hash, and the cookie that holds the token. */
export async function openSession(userId: string): Promise<void> {
  const token = newToken();
  const expires = new Date(databaseNow().getTime() + SESSION_DAYS * 86_400_000);
  await db().session.create({ data: { userId, expires, sessionToken: storedToken(token) } });
  const cookie = sessionCookie();
  // The row decides: it is extended while in use, which a page cannot do to a cookie.
  (await cookies()).set(cookie.name, token, { ...cookie.options, maxAge: 400 * 86_400 });
}

/** Ends this browser's session. Its open pages find out at once. */
export async function closeSession(): Promise<void> {
  const { name, options } = sessionCookie();
  const jar = await cookies();
  const token = jar.get(name)?.value;
  if (token)
    await inTransaction(async (tx) => {
      const [ended] = await tx.session.findMany({
        where: { sessionToken: storedToken(token) },
        select: { id: true, userId: true },
      });
      if (!ended) return;
      await tx.session.deleteMany({ where: { id: ended.id } });
      await notify(tx, ended.userId, null);
    });
  jar.delete({ name, ...options });
}

/** Ends every session of the freelancer, this browser's too. Their open pages find out at once. */
export async function closeEverySession(scope: Scope): Promise<void> {
  await inTransaction(async (tx) => {
    await tx.session.deleteMany({ where: { userId: scope.freelancerId } });
    await notify(tx, scope.freelancerId, null);
  });
  const { name, options } = sessionCookie();
  (await cookies()).delete({ name, ...options });
}

/**
 * Returns who is signed in, or null. One query per request. A session in use is extended once a
 * day. Throws when the database cannot be asked: not knowing is not the same as signed out.
 */
export const findSignedIn = cache(async () => {
  const token = (await cookies()).get(sessionCookie().name)?.value;
  if (!token) return null;
  const session = await db().session.findUnique({
    where: { sessionToken: storedToken(token) },
    select: {
      id: true,
      expires: true,
      user: {
        select: { id: true, email: true, name: true, studio: { include: { switchedOff: true } } },
      },
    },
  });
  if (!session || session.expires <= databaseNow()) return null;
  // The demo's sessions end with the demo: when mail or OAuth is configured, or the studio is
  // opened from elsewhere.
  if (session.user.studio?.seededAt && !isDemoOpen(await headers())) return null;
  if (session.expires.getTime() < databaseNow().getTime() + (SESSION_DAYS - 1) * 86_400_000)
    await inTransaction((tx) =>
      tx.session.updateMany({
        where: { id: session.id },
        data: { expires: new Date(databaseNow().getTime() + SESSION_DAYS * 86_400_000) },
      }),
    );
  const { studio, ...who } = session.user;
  return { scope: freelancerScope(who.id), sessionId: session.id, ...who, studio };
});

/** Whether a session has neither ended nor run out. */
export async function isSessionOpen(id: string): Promise<boolean> {
  const session = await db().session.findUnique({ where: { id }, select: { expires: true } });
  return session !== null && session.expires > databaseNow();
}

/**
 * The freelancer's scope and studio, and the moment of asking; others are sent to sign in, and a
 * new freelancer to the first steps.
 */
export async function requireFreelancer() {
  const signedIn = await findSignedIn();
  if (!signedIn) redirect("/sign-in");
  if (!signedIn.studio) redirect("/first-steps");
  return { ...signedIn, studio: signedIn.studio, now: databaseNow() };
}

/** The words, days and times of the studio in its freelancer's language. No query beyond the session's. */
export async function studioLocale(): Promise<StudioLocale> {
  const { studio } = await requireFreelancer();
  return studioLocaleOf(studio.language);
}

/** The same for a page that strangers see too, in English: nobody has asked for another language there yet. */
export async function pageLocale(): Promise<StudioLocale> {
  // Where the database cannot be asked, the page inside says so.
  const signedIn = await findSignedIn().catch(() => null);
  return studioLocaleOf(signedIn?.studio?.language ?? "en");
}
