import { expect, test } from "vitest";
import { databaseAddressProblem } from "@/lib/database-address.mjs";

test.each([
  "postgresql://uptomark:password@localhost:5432/uptomark",
  "postgres://uptomark:p%40ss@[::1]/uptomark",
  "postgresql://uptomark@localhost/uptomark?host=/var/run/postgresql",
  "postgresql:///uptomark?host=/var/run/postgresql&user=uptomark",
  "postgresql://u:p@db.example.com/uptomark?schema=public",
  "postgresql://u:p@db.example.com/uptomark?sslmode=require",
  "postgresql://u:p@db.example.com/uptomark?sslmode=verify-full&sslrootcert=/etc/ca.pem",
  "postgresql://u:p@db.example.com/uptomark?sslmode=disable",
])("%s is an address", (address) => {
  expect(databaseAddressProblem(address)).toBeNull();
});

test.each([
  ["mysql://u:p@db/uptomark", "is not the address of a PostgreSQL database"],
  ["hidd3n", "is not the address of a PostgreSQL database"],
  ["postgresql://u:p@db/", "is not the address of a PostgreSQL database"],
  ["postgresql:///uptomark", "names no host. For a Unix socket"],
  ["postgresql://u:p@db/uptomark?schema=portal", "names a schema"],
  ["postgresql://u:p@db/uptomark?sslmode=prefer", "has sslmode=prefer"],
  ["postgresql://u:p@db/uptomark?sslmode=allow", "has sslmode=allow"],
  ["postgresql://u:p@db/uptomark?sslmode=on", "has an sslmode that is not known"],
])("%s is refused", (address, why) => {
  expect(databaseAddressProblem(address)).toContain(why);
});
