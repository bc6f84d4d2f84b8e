import { describe, expect, it } from "vitest";
import { sampleReport, type Changes } from "../testing/sample-report.ts";
import { pathOf } from "./path.ts";

const path = (changes: Changes) => pathOf(sampleReport(1, changes));

describe("pathOf", () => {
  it("is direct between two candidates without a relay", () => {
    expect(path({})).toEqual({ kind: "direct", protocol: "udp", local: "host", remote: "srflx" });
  });

  it("tells the protocol to the own relay, not that of the candidate", () => {
    expect(path({ T01: { selectedCandidatePairId: "CP2" } })).toMatchObject({ kind: "relay", protocol: "tls", local: "relay" });
    expect(path({ I1: { candidateType: "relay", relayProtocol: "tcp" } })).toMatchObject({ kind: "relay", protocol: "tcp" });
    expect(path({ I1: { candidateType: "relay", relayProtocol: "udp" } })).toMatchObject({ kind: "relay", protocol: "udp" });
  });

  it("is relayed when only the other side uses a relay", () => {
    expect(path({ I2: { candidateType: "relay" } })).toMatchObject({ kind: "relay", protocol: "udp", remote: "relay" });
  });

  it("is direct over TCP where candidates are", () => {
    expect(path({ I1: { protocol: "tcp" } })).toMatchObject({ kind: "direct", protocol: "tcp" });
  });

  it("finds the pair without a transport, marked or nominated", () => {
    expect(path({ T01: null })).toMatchObject({ local: "host" });
    expect(path({ T01: null, CP2: { selected: true } })).toMatchObject({ local: "relay" });
  });

  it("is unknown before there is a pair", () => {
    expect(path({ T01: null, CP1: null, CP2: null })).toBeUndefined();
    expect(path({ I1: null })).toBeUndefined();
  });
});
