import { describe, expect, test } from "vitest";
import { addEndpoint, moveEndpoint } from "@/features/webhooks/commands";
import { faultInTarget } from "@/features/webhooks/delivery/post";
import { listEndpoints, type EndpointRow } from "@/features/webhooks/queries";
import { newEndpoint } from "@/features/webhooks/schema";
import { isPublicAddress } from "@/lib/public-address";
import { freelancer } from "@tests/support/factories";

describe("where nothing else is allowed", () => {
  test.each([
    ["loopback", "127.0.0.1"],
    ["loopback, shortened", "127.1"],
    ["loopback as one number", "2130706433"],
    ["loopback in hexadecimal", "0x7f000001"],
    ["private, 10", "10.1.2.3"],
    ["private, 172", "172.16.0.1"],
    ["private, 192", "192.168.1.1"],
    ["metadata", "169.254.169.254"],
    ["metadata of Azure", "168.63.129.16"],
    ["shared by a provider (100.64)", "100.64.0.1"],
    ["everything", "0.0.0.0"],
    ["multicast", "224.0.0.1"],
    ["IPv6 loopback", "[::1]"],
    ["IPv6 unique-local", "[fd00:ec2::254]"],
    ["IPv6 link-local", "[fe80::1]"],
    ["IPv4 within IPv6", "[::ffff:10.0.0.1]"],
    ["IPv4 behind NAT64", "[64:ff9b::a00:1]"],
  ])("%s is refused, beside the field, and nothing is saved", async (_what, host) => {
    const scope = await freelancer();
    const input = newEndpoint.parse({ url: `https://${host}/webhook`, topics: "project" });
    await expect(addEndpoint(scope, input)).rejects.toMatchObject({
      code: "invalid",
      field: "url",
      message: expect.stringContaining("private network"),
    });
    expect(await listEndpoints(scope)).toEqual([]);
  });

  test("an address is not changed to one of these either", async () => {
    const scope = await freelancer();
    const url = "https://93.184.215.14/webhook";
    await addEndpoint(scope, { url, topics: ["project"] });
    const [{ id }] = (await listEndpoints(scope)) as [EndpointRow];
    for (const [to, words] of [
      ["https://10.1.2.3/webhook", "private network"],
      ["http://93.184.215.14/webhook", "https"],
    ] as const)
      await expect(moveEndpoint(scope, id, to)).rejects.toMatchObject({
        code: "invalid",
        field: "url",
        message: expect.stringContaining(words),
      });
    expect(await listEndpoints(scope)).toMatchObject([{ url }]);
    const stranger = await freelancer();
    await expect(moveEndpoint(stranger, id, `${url}/x`)).rejects.toMatchObject({
      code: "not-found",
    });
  });

  test("a name with one private address among public ones is refused, one without isn't", async () => {
    const to = (...addresses: string[]) => ({
      ask: async () => addresses.map((address) => ({ address, family: 4 })),
    });
    const url = "https://programs.example/x";
    expect(await faultInTarget(url, to("93.184.215.14", "10.0.0.1"))).toBe("private");
    expect(await faultInTarget(url, to("93.184.215.14"))).toBeNull();
    expect(await faultInTarget(url, to())).toBe("unknown");
    expect(await faultInTarget("http://programs.example/x", to("93.184.215.14"))).toBe("open");
  });

  test("an address on the internet is none of these", () => {
    for (const address of ["93.184.215.14", "2606:2800:21f:cb07:6820:80da:af6b:8b2c"])
      expect(isPublicAddress(address)).toBe(true);
    expect(isPublicAddress("no address")).toBe(false);
  });
});

test.each(["", "ftp://a.example/", "https://user:pw@a.example/", "https://", "no address at all"])(
  "%j is no address of a program",
  (url) => {
    expect(newEndpoint.safeParse({ url, topics: "project" }).success).toBe(false);
  },
);
