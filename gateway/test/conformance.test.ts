import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createTokens, type Gateway } from "../src/index.ts";
import { runCheck, whipChecks } from "../src/conformance/run-checks.ts";
import { defaultLimits } from "../src/gateway-options.ts";
import { openTestGateway, testSecret } from "../src/testing/open-gateway.ts";

let gateway: Gateway;
beforeAll(
  async () =>
    void (gateway = await openTestGateway({
      secret: testSecret,
      rates: { requests: { burst: 1_000, perSecond: 1_000 } },
      streamsPerWorker: 8,
      // All checks publish at once.
      limits: { ...defaultLimits, streams: 64 },
    })),
);
afterAll(() => gateway.close());

describe("the gateway as RFC 9725 wants a WHIP server to be", { timeout: 60_000 }, () => {
  it.concurrent.each(whipChecks)("$id: it $says", async (check) => {
    const stream = `conformance-${check.id}`;
    const token = await createTokens(testSecret).sign(stream, "publish", 600);
    const result = await runCheck(check, { endpoint: `${gateway.url}/whip/${stream}`, token });
    expect(result, JSON.stringify(result)).toMatchObject({ outcome: "passed" });
  });
});
