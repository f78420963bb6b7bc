/** Whether somebody typed a name as it is: capitals and spaces do not count. */
export function isNamed(name: string, typed: string): boolean {
  const plain = (text: string) => text.normalize("NFC").trim().replace(/\s+/g, " ").toLowerCase();
  return plain(name) === plain(typed);
}
