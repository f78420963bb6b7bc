import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { parseEnv } from "@/lib/env";
import { isPublicAddress } from "@/lib/public-address";

const base = {
  DATABASE_URL: "postgresql://u:p@localhost:5432/name",
  APP_URL: "https://portal.example.com",
  APP_SECRET: "a secret for these rules alone, of no worth",
};
const smtp = { ...base, SMTP_HOST: "mail.example.com", MAIL_FROM: "studio@example.com" };
const imap = {
  ...smtp,
  IMAP_HOST: "mail.example.com",
  IMAP_USER: "studio@example.com",
  IMAP_PASSWORD: "a password",
  IMAP_ADDRESS: "Studio@example.com",
};

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "uptomark-env-"));
  writeFileSync(join(folder, "no certificate"), "-----BEGIN CERTIFICATE-----\nnone\n");
});
afterAll(() => rmSync(folder, { recursive: true }));

describe("a mail server's variables", () => {
  test("are taken as they are", () => {
    expect(parseEnv(smtp)).toMatchObject({ SMTP_TLS: "starttls", EMAIL_LEASE_SECONDS: 40 });
    expect(parseEnv(imap)).toMatchObject({
      IMAP_TLS: "tls",
      IMAP_FOLDER: "INBOX",
      IMAP_ADDRESS: "studio@example.com",
    });
    const { IMAP_ADDRESS: _none, ...rest } = imap;
    expect(parseEnv({ ...rest, INBOUND_DOMAIN: "in.example.com" }).INBOUND_DOMAIN).toBe(
      "in.example.com",
    );
  });

  test.each([
    [{ ...smtp, EMAIL_LEASE_SECONDS: "30" }, "EMAIL_LEASE_SECONDS is too short with SMTP_HOST"],
    [{ ...smtp, SMTP_CA_FILE: "no such file" }, "SMTP_CA_FILE names a file that is not there"],
    [{ ...smtp, SMTP_CA_FILE: "." }, "SMTP_CA_FILE names a file that cannot be read"],
    [{ ...imap, IMAP_CA_FILE: "no such file" }, "IMAP_CA_FILE names a file that is not there"],
    [{ ...imap, IMAP_PASSWORD: "" }, "IMAP_PASSWORD is needed with IMAP_HOST"],
    [{ ...imap, IMAP_ADDRESS: "" }, "IMAP_ADDRESS is needed with IMAP_HOST"],
    [{ ...imap, IMAP_ADDRESS: "a+b@example.com" }, "IMAP_ADDRESS has to be without a +"],
    [{ ...imap, INBOUND_DOMAIN: "in.example.com" }, "IMAP_ADDRESS and INBOUND_DOMAIN are both set"],
    [{ ...imap, IMAP_TLS: "none" }, "IMAP_TLS is none"],
    [{ ...imap, IMAP_HOST: "" }, "IMAP_HOST is needed with IMAP_ADDRESS"],
    [{ ...smtp, INBOUND_DOMAIN: "in.example.com" }, "IMAP_HOST is needed with INBOUND_DOMAIN"],
    [{ ...smtp, ALLOW_PRIVATE_HOSTS: "yes" }, "ALLOW_PRIVATE_HOSTS is 1, or left away"],
  ])("%# are refused at the start, with why", (variables, why) => {
    expect(() => parseEnv(variables)).toThrow(why);
    expect(() => parseEnv(variables)).not.toThrow("a password");
  });

  test("an authority without a certificate is refused at the start", () =>
    expect(() => parseEnv({ ...smtp, SMTP_CA_FILE: join(folder, "no certificate") })).toThrow(
      "SMTP_CA_FILE names a file with no certificate in it",
    ));
});

test.each([
  ["192.0.32.7", true],
  ["2606:2800:220:1::1", true],
  ["127.0.0.1", false],
  ["10.1.2.3", false],
  ["172.16.0.1", false],
  ["192.168.1.1", false],
  ["169.254.169.254", false],
  ["100.64.0.1", false],
  ["0.0.0.0", false],
  ["::1", false],
  ["fd00::1", false],
  ["fe80::1%eth0", false],
  ["::ffff:10.0.0.1", false],
  ["64:ff9b::a00:1", false],
  ["2002:a00:1::", false],
  ["no address", false],
])("%s is in the public internet: %s", (address, expected) =>
  expect(isPublicAddress(address)).toBe(expected),
);
