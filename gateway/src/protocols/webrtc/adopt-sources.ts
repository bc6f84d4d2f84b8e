import { MediaStreamTrack, RtcpSrPacket, type RTCPeerConnection, type RTCRtpReceiver } from "werift";

/** A publisher has no reason for more; each costs memory. */
const mostAdopted = 64;

/**
 * Hears sources that the offer did not name, or that replace those it named: they are known by their payload
 * type (RFC 9143 §9.2). The library would drop them. To be called once the offer is answered.
 */
export const adoptSources = (peer: RTCPeerConnection): void => {
  const named = new Set<number>();
  const adopted = new Map<number, RTCRtpReceiver>();
  const adopt = (ssrc: number, payloadType: number): RTCRtpReceiver | undefined => {
    const transceivers = peer.getTransceivers();
    if (transceivers.some(({ receiver }) => receiver.trackBySSRC[ssrc] !== undefined)) {
      named.add(ssrc);
      return undefined;
    }
    const transceiver = transceivers.find(({ codecs }) => codecs.some((codec) => codec.payloadType === payloadType));
    if (transceiver === undefined || adopted.size >= mostAdopted) return undefined;
    transceiver.addTrack(new MediaStreamTrack({ ssrc, kind: transceiver.kind, remote: true }));
    adopted.set(ssrc, transceiver.receiver);
    return transceiver.receiver;
  };
  for (const transport of peer.dtlsTransports) {
    transport.onRtp.subscribe((packet) => {
      const { ssrc, payloadType } = packet.header;
      if (!named.has(ssrc)) (adopted.get(ssrc) ?? adopt(ssrc, payloadType))?.handleRtpBySsrc(packet, {});
    });
    transport.onRtcp.subscribe((packet) => {
      if (packet instanceof RtcpSrPacket) adopted.get(packet.ssrc)?.handleRtcpPacket(packet);
    });
  }
};
