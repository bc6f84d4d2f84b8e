/** One end of a pair; see `createPortPair`. */
class FakePort extends EventTarget implements MessagePort {
  onmessageerror: MessagePort["onmessageerror"] = null;
  #onmessage: MessagePort["onmessage"] = null;
  #isStarted = false;
  #isClosed = false;
  #waiting: unknown[] = [];
  #other: FakePort | undefined;

  join(other: FakePort): void {
    this.#other = other;
  }

  get onmessage(): MessagePort["onmessage"] {
    return this.#onmessage;
  }

  set onmessage(listener) {
    this.#onmessage = listener;
    if (listener !== null) this.start();
  }

  postMessage(message: unknown): void {
    if (this.#isClosed) return;
    const copy: unknown = structuredClone(message);
    queueMicrotask(() => this.#other?.take(copy));
  }

  start(): void {
    this.#isStarted = true;
    const waiting = this.#waiting;
    this.#waiting = [];
    for (const message of waiting) queueMicrotask(() => this.take(message));
  }

  take(data: unknown): void {
    if (this.#isClosed) return;
    if (!this.#isStarted) return void this.#waiting.push(data);
    const event = new MessageEvent("message", { data });
    this.#onmessage?.(event);
    this.dispatchEvent(event);
  }

  close(): void {
    if (this.#isClosed) return;
    this.#isClosed = true;
    queueMicrotask(() => this.#other?.lose());
  }

  lose(): void {
    if (this.#isClosed) return;
    this.#isClosed = true;
    this.dispatchEvent(new Event("close"));
  }
}

/**
 * Two ends of a channel that carry copies in order, each before the next timer: with a fake clock nothing
 * depends on how busy the machine is, as it does with the ports of a `MessageChannel`.
 */
export const createPortPair = (): { readonly port1: MessagePort; readonly port2: MessagePort } => {
  const [port1, port2] = [new FakePort(), new FakePort()];
  port1.join(port2);
  port2.join(port1);
  return { port1, port2 };
};
