/** What many wait for at once. One that rang before anybody waited is heard by the next who does. */
export class Bell {
  private next = new AbortController();
  private hasRung = false;

  /** Is aborted when it rings next. */
  get signal(): AbortSignal {
    return this.next.signal;
  }

  ring(): void {
    const rung = this.next;
    this.next = new AbortController();
    this.hasRung = true;
    rung.abort();
  }

  /** Waits until it rings, at most so long; not at all where it has rung since the last wait. */
  async wait(ms: number): Promise<void> {
    if (!this.hasRung)
      await new Promise<void>((done) => {
        const timer = setTimeout(done, ms);
        this.signal.addEventListener("abort", () => (clearTimeout(timer), done()), { once: true });
      });
    this.hasRung = false;
  }
}
