type SignIn = { host: string; port: number; user?: string; password?: string };

/**
 * Returns the password to sign in to a mail server with: the one typed, else the stored one where it is for the same
 * host, port and user. Else whoever has the page for a moment could have it sent anywhere. Undefined where neither is.
 */
export function keptPassword(
  typed: { host: string; port: number; user: string; secretPassword: string },
  stored: SignIn | null,
): string | undefined {
  const isSame = (["host", "port", "user"] as const).every(
    (name) => stored?.[name] === typed[name],
  );
  return typed.secretPassword || (isSame ? stored?.password : undefined);
}
