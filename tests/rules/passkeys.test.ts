import { expect, test } from "vitest";
import { hostOfPasskeys } from "@/auth/passkeys/site";
import { deviceOf } from "@/features/sign-in/passkeys/rules";

test.each([
  ["https://portal.example.com", "portal.example.com"],
  ["https://portal.example.com:8443", "portal.example.com"],
  ["http://localhost:3000", "localhost"],
  ["http://studio.localhost:3000", "studio.localhost"],
  ["http://portal.example.com", null],
  ["http://127.0.0.1:3000", null],
  ["https://192.0.2.7", null],
  ["https://[2001:db8::1]", null],
])("passkeys at %s", (address, host) => {
  expect(hostOfPasskeys(address)).toBe(host);
});

const BROWSER = "AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36";

test.each([
  [`Mozilla/5.0 (Windows NT 10.0; Win64; x64) ${BROWSER}`, "Windows"],
  [`Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) ${BROWSER}`, "Mac"],
  [`Mozilla/5.0 (X11; Linux x86_64) ${BROWSER}`, "Linux"],
  [`Mozilla/5.0 (X11; CrOS x86_64 14541.0.0) ${BROWSER}`, "Chromebook"],
  [`Mozilla/5.0 (Linux; Android 10; K) ${BROWSER}`, "Android"],
  ["Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15", "iPhone"],
  ["curl/8.0", null],
  [null, null],
])("a passkey made by %s", (userAgent, name) => {
  expect(deviceOf(userAgent)).toBe(name);
});
