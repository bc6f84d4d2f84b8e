import type { Report, StatsEntry } from "../digest/entry.ts";

/** Changes of single entries by id; null leaves the entry out. */
export type Changes = Readonly<Record<string, StatsEntry | null>>;

const entries = (second: number): Report => {
  const timestamp = 1_760_000_000_000 + second * 1000;
  const at = (id: string, type: string, members: StatsEntry): StatsEntry => ({ id, type, timestamp, ...members });
  return [
    at("T01", "transport", { selectedCandidatePairId: "CP1", bytesReceived: 300_000 * second, dtlsState: "connected" }),
    at("CP1", "candidate-pair", {
      state: "succeeded",
      nominated: true,
      localCandidateId: "I1",
      remoteCandidateId: "I2",
      currentRoundTripTime: 0.042,
    }),
    at("CP2", "candidate-pair", { state: "waiting", nominated: false, localCandidateId: "I3", remoteCandidateId: "I2" }),
    at("I1", "local-candidate", { candidateType: "host", protocol: "udp", networkType: "wifi" }),
    at("I3", "local-candidate", { candidateType: "relay", protocol: "udp", relayProtocol: "tls" }),
    at("I2", "remote-candidate", { candidateType: "srflx", protocol: "udp" }),
    at("C96", "codec", { mimeType: "video/VP8", clockRate: 90_000, payloadType: 96 }),
    at("C111", "codec", { mimeType: "audio/opus", clockRate: 48_000, payloadType: 111 }),
    at("IA", "inbound-rtp", {
      kind: "audio",
      codecId: "C111",
      bytesReceived: 5_000 * second,
      packetsReceived: 50 * second,
      packetsLost: 0,
      jitter: 0.004,
      totalSamplesReceived: 48_000 * second,
      concealedSamples: 480 * second,
      silentConcealedSamples: 240 * second,
    }),
    at("IV", "inbound-rtp", {
      kind: "video",
      codecId: "C96",
      bytesReceived: 125_000 * second,
      packetsReceived: 98 * second,
      packetsLost: 2 * second,
      jitter: 0.012,
      framesPerSecond: 30,
      framesDecoded: 30 * second,
      frameWidth: 1280,
      frameHeight: 720,
      freezeCount: 1,
      nackCount: 7,
      pliCount: 2,
    }),
    at("OV", "outbound-rtp", {
      kind: "video",
      codecId: "C96",
      remoteId: "RV",
      bytesSent: 100_000 * second,
      packetsSent: 90 * second,
      framesPerSecond: 24,
      frameWidth: 640,
      frameHeight: 360,
      qualityLimitationReason: "bandwidth",
      nackCount: 3,
      pliCount: 1,
    }),
    at("RV", "remote-inbound-rtp", { kind: "video", localId: "OV", fractionLost: 0.05, roundTripTime: 0.051, jitter: 0.009 }),
  ];
};

/** The report of a link after some seconds as Chrome gives it, with changed entries. */
export const sampleReport = (second: number, changes: Changes = {}): Report =>
  entries(second).flatMap((entry) => {
    const change = changes[String(entry["id"])];
    return change === null ? [] : [{ ...entry, ...change }];
  });
