/** Returns what a device knows a freelancer by: the bytes of their id, which say nothing of them. */
export function handleOf(userId: string): Uint8Array<ArrayBuffer> {
  return new Uint8Array(Buffer.from(userId.replaceAll("-", ""), "hex"));
}

/** Returns the same as a browser says it. */
export function handleSaid(userId: string): string {
  return Buffer.from(handleOf(userId)).toString("base64url");
}
