// Plain JavaScript that Node 20 runs: the scripts read it before the install.

/**
 * What is wrong with the address of a database, as the rest of a sentence that begins with the variable's name;
 * null when nothing is.
 * @param {string} text
 * @returns {string | null}
 */
export function databaseAddressProblem(text) {
  const shape =
    "is not the address of a PostgreSQL database. It looks like postgresql://user:password@host:5432/name; " +
    "a password with / @ : # or % in it must be percent-encoded.";
  if (!URL.canParse(text)) return shape;
  const { protocol, hostname, pathname, searchParams } = new URL(text);
  if (!/^postgres(ql)?:$/.test(protocol) || pathname.length < 2) return shape;
  const host = searchParams.get("host");
  if (hostname === "" && !host)
    return (
      "names no host. For a Unix socket write the folder it lies in: " +
      "postgresql://user@localhost/name?host=/var/run/postgresql"
    );
  const schema = searchParams.get("schema");
  if (schema !== null && schema !== "public")
    return "names a schema. Uptomark uses the schema public: give it a database of its own, and leave schema= away.";
  const mode = searchParams.get("sslmode");
  if (mode === "prefer" || mode === "allow")
    return (
      `has sslmode=${mode}, which falls back to an open connection without a word. Write ` +
      "sslmode=require, or sslmode=disable where the way to the database is safe."
    );
  if (mode !== null && !MODES.includes(mode))
    return `has an sslmode that is not known. It is one of ${MODES.join(", ")}.`;
  return null;
}

const MODES = ["disable", "require", "verify-ca", "verify-full", "no-verify"];
