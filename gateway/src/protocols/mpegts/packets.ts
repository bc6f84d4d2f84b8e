/** Bytes of one packet (ISO/IEC 13818-1 §2.4.3). */
const packetBytes = 188;

/** Puts payloads into packets and counts them, each PID for itself. */
export interface Packetizer {
  /** A payload in as many packets as it takes; `pcr` (27 MHz) goes into the first. */
  write(
    pid: number,
    payload: Uint8Array,
    options?: { readonly pcr?: number | undefined; readonly isKey?: boolean },
  ): Uint8Array<ArrayBuffer>;
  /** A packet that carries the clock (27 MHz) and nothing else; its counter stands still (§2.4.3.3). */
  writeClock(pid: number, pcr: number): Uint8Array<ArrayBuffer>;
}

const adaptationFlags = { key: 0x40, pcr: 0x10 } as const;

const writePcr = (view: DataView, at: number, pcr: number): void => {
  const base = Math.floor(pcr / 300) % 2 ** 33;
  view.setUint32(at, Math.floor(base / 2));
  view.setUint8(at + 4, ((base % 2) << 7) | 0x7e | ((pcr % 300) >> 8));
  view.setUint8(at + 5, (pcr % 300) & 255);
};

/** Makes the packetizer of one stream. */
export const createPacketizer = (): Packetizer => {
  const counters = new Map<number, number>();
  const nextCounter = (pid: number): number => {
    const counter = counters.get(pid) ?? 0;
    counters.set(pid, (counter + 1) & 15);
    return counter;
  };
  return {
    write(pid, payload, { pcr, isKey = false } = {}) {
      const firstExtra = pcr === undefined ? (isKey ? 2 : 0) : 8;
      const count = Math.max(1, Math.ceil((payload.length + firstExtra) / (packetBytes - 4)));
      const bytes = new Uint8Array(count * packetBytes).fill(0xff);
      const view = new DataView(bytes.buffer);
      let offset = 0;
      for (let index = 0; index < count; index += 1) {
        const at = index * packetBytes;
        const extra = index === 0 ? firstExtra : 0;
        const room = packetBytes - 4 - extra;
        const size = Math.min(room, payload.length - offset);
        const stuffing = room - size;
        const adaptation = extra + stuffing;
        view.setUint8(at, 0x47);
        view.setUint16(at + 1, (index === 0 ? 0x4000 : 0) | pid);
        view.setUint8(at + 3, (adaptation > 0 ? 0x30 : 0x10) | nextCounter(pid));
        if (adaptation > 0) view.setUint8(at + 4, adaptation - 1);
        if (adaptation > 1)
          view.setUint8(at + 5, extra === 0 ? 0 : (isKey ? adaptationFlags.key : 0) | (pcr === undefined ? 0 : adaptationFlags.pcr));
        if (index === 0 && pcr !== undefined) writePcr(view, at + 6, pcr);
        bytes.set(payload.subarray(offset, offset + size), at + 4 + adaptation);
        offset += size;
      }
      return bytes;
    },
    writeClock(pid, pcr) {
      const bytes = new Uint8Array(packetBytes).fill(0xff);
      bytes.set([0x47, pid >> 8, pid & 255, 0x20 | (((counters.get(pid) ?? 0) + 15) & 15), packetBytes - 5, adaptationFlags.pcr]);
      writePcr(new DataView(bytes.buffer), 6, pcr);
      return bytes;
    },
  };
};
