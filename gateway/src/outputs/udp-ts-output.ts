import { createTsMuxer, type TsMuxer } from "../protocols/mpegts/muxer.ts";
import { outputKind } from "./output-kind.ts";
import { createUdpSender, udpTarget } from "./udp-socket.ts";

/** Seven packets are what fits into an Ethernet frame. */
const datagramBytes = 7 * 188;

/** MPEG-TS over UDP: what IPTV boxes and `vlc udp://@:port` take; a multicast address too. */
export const udpTsOutput = outputKind({
  name: "udp-ts",
  about: "Sends an MPEG transport stream to a UDP address, which may be a multicast group.",
  params: udpTarget,
  open(bus, target, context) {
    const sender = createUdpSender(target, (detail) => context.report({ state: "retrying", detail }));
    let muxer: TsMuxer | undefined;
    context.report({ state: "waiting" });
    const undo = bus.listen(
      {
        onFormat(format) {
          if (muxer === undefined) muxer = createTsMuxer(format);
          else muxer.setFormat(format);
          context.report({ state: "running" });
        },
        onFrame(frame) {
          const bytes = muxer?.write(frame) ?? new Uint8Array();
          for (let at = 0; at < bytes.length; at += datagramBytes) sender.send(bytes.subarray(at, at + datagramBytes));
        },
        onPause: () => context.report({ state: "waiting", writtenBytes: sender.sentBytes }),
        onEnd: () => undefined,
      },
      { fromKey: true },
    );
    return {
      close() {
        undo();
        sender.close();
      },
    };
  },
});
