import { expect, test, vi } from "vitest";
import { shared } from "@/lib/shared";

test("one look serves all who ask meanwhile and within its time, a failed one too", async () => {
  vi.useFakeTimers();
  try {
    let looks = 0;
    const look = shared(async () => {
      looks += 1;
      if (looks === 2) throw new Error("Away.");
      return looks;
    }, 1_000);
    expect(await Promise.all([look(), look(), look()])).toEqual([1, 1, 1]);
    await vi.advanceTimersByTimeAsync(999);
    expect(await look()).toBe(1);
    await vi.advanceTimersByTimeAsync(1);
    await expect(look()).rejects.toThrow("Away.");
    await expect(look()).rejects.toThrow("Away.");
    expect(looks).toBe(2);
    await vi.advanceTimersByTimeAsync(1_000);
    expect(await look()).toBe(3);
  } finally {
    vi.useRealTimers();
  }
});
