import { clientMessages } from "@tfx/protocol";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { randomId } from "../testing/test-client.ts";
import { isAck, isSealedSignal } from "./quick-check.ts";

const signal = { to: randomId(), connection: randomId(), sequence: 0, ack: -1, payload: { sealed: "aGVsbG8" } };
const ack = { to: randomId(), connection: randomId(), ack: 4_294_967_295 };

/** Values that are nearly right, or famous for being taken for right. */
const numbers = [-1, -2, 0, -0, 0.5, 4_294_967_295, 4_294_967_296, Number.NaN, Infinity, 2 ** 53, 7n];
const id = randomId();
const texts = ["", "a", "0", id, `${id}\n`, `${id.slice(1)}+`, id.slice(1), `${id}a`, "a".repeat(65_536), "a".repeat(65_537)];
const payloads = [{}, { open: "x" }, { sealed: "YQ", open: "x" }, { sealed: 1 }, JSON.parse('{"sealed":"YQ","__proto__":{}}') as unknown];
const oddities = [undefined, null, true, [], ["YQ"], new Date(0)];
const nearly = fc.oneof(
  fc.constantFrom<unknown>(...numbers, ...texts, ...payloads, ...oddities),
  fc.constantFrom(...texts).map((sealed) => ({ sealed })),
  fc.jsonValue(),
);

const mutated = (body: Record<string, unknown>): fc.Arbitrary<unknown> =>
  fc.oneof(
    nearly,
    fc.tuple(fc.constantFrom(...Object.keys(body), "extra"), nearly).map(([key, value]) => ({ ...body, [key]: value })),
    fc.constantFrom(...Object.keys(body)).map((key) => Object.fromEntries(Object.entries(body).filter(([name]) => name !== key))),
  );

describe("what passes the quick check", () => {
  it("are the messages of our clients", () => {
    expect(isSealedSignal(signal)).toBe(true);
    expect(isSealedSignal({ ...signal, payload: { sealed: "a".repeat(65_536) } })).toBe(true);
    expect(isAck(ack)).toBe(true);
  });

  it("passes the schema of a signal, and means the same", () => {
    fc.assert(
      fc.property(mutated(signal), (value) => {
        if (isSealedSignal(value)) expect(value).toMatchObject(clientMessages["signal.send"].parse(value));
      }),
      { numRuns: 3_000 },
    );
  });

  it("passes the schema of an acknowledgement, and means the same", () => {
    fc.assert(
      fc.property(mutated(ack), (value) => {
        if (isAck(value)) expect(value).toMatchObject(clientMessages["signal.ack"].parse(value));
      }),
      { numRuns: 3_000 },
    );
  });
});
