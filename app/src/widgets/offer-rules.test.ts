import { describe, expect, it } from "vitest";
import { widgetId, widgetOffer, type WidgetOffer } from "@tfx/protocol/widgets";
import { fakeId } from "../testing/fake-session.ts";
import { isOneTooMany, joinsByItself, mayStop } from "./offer-rules.ts";

const [amara, jonas] = [fakeId("Amara"), fakeId("Jonas")];
const offerOf = (instance: string, change: Partial<WidgetOffer> = {}): WidgetOffer => ({
  ...widgetOffer.parse({
    instance: instance.padEnd(22, "x"),
    widget: { id: "app.tfx.chat", name: "Chat", version: "1.0.0", kind: "builtin" },
    startedBy: amara,
    startedAt: 1,
    protocol: 1,
    documents: [],
    stop: "everybody",
  }),
  ...change,
});

describe("ending a widget for everybody", () => {
  const forHosts = offerOf("one", { stop: "host" });

  it("is refused to whoever is neither host nor the one who started it", () => {
    expect(mayStop(forHosts, { self: jonas, host: amara })).toBe(false);
    expect(mayStop(forHosts, { self: jonas, host: null })).toBe(false);
  });

  it("is for the host, for whoever started it, and for all where it says so", () => {
    expect(mayStop(forHosts, { self: jonas, host: jonas })).toBe(true);
    expect(mayStop(forHosts, { self: amara, host: jonas })).toBe(true);
    expect(mayStop(offerOf("two"), { self: jonas, host: amara })).toBe(true);
  });
});

describe("widgets of ours", () => {
  const offers = ["one", "two", "three", "four"].map((instance) => offerOf(instance));
  const place = { offers, declined: new Set<string>(), wasHere: false };

  it("are joined three times at most, the oldest first", () => {
    expect(offers.map((offer) => isOneTooMany(offer, offers))).toEqual([false, false, false, true]);
    expect(offers.map((offer) => joinsByItself(offer, place))).toEqual([true, true, true, false]);
  });

  it("are counted each by itself", () => {
    const other = offerOf("other", { widget: { ...offerOf("x").widget, id: widgetId.parse("app.tfx.stats") } });
    expect(joinsByItself(other, { ...place, offers: [...offers, other] })).toBe(true);
  });

  it("stay closed once this person has closed them", () => {
    const declined = new Set([offers[0]?.instance ?? ""]);
    expect(offers.map((offer) => joinsByItself(offer, { ...place, declined }))).toEqual([false, true, true, false]);
  });
});

describe("a widget of somebody else's", () => {
  const offer = offerOf("one", { widget: { ...offerOf("x").widget, kind: "bundle" } });
  const place = { offers: [offer], declined: new Set<string>() };

  it("waits for the person's yes, which holds through a reload", () => {
    expect(joinsByItself(offer, { ...place, wasHere: false })).toBe(false);
    expect(joinsByItself(offer, { ...place, wasHere: true })).toBe(true);
  });
});
