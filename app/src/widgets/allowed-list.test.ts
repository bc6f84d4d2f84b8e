import { afterEach, describe, expect, it } from "vitest";
import { widgetManifest } from "@tfx/protocol/widgets";
import { createFakePlatform, openFakeApp } from "../testing/fake-app.ts";
import { createFakeSession } from "../testing/fake-session.ts";
import { openAllowedList } from "./allowed-list.ts";
import { openWidgetStores } from "./widget-stores.ts";

let end = new AbortController();
afterEach(() => {
  end.abort();
  end = new AbortController();
});

const manifest = widgetManifest.parse({
  id: "org.example.poll",
  name: "Poll",
  description: "Ask, and see what people think.",
  version: "1.0.0",
  sdk: "1",
  kind: "hosted",
  entry: "https://poll.example/widget",
  permissions: ["media:levels", "net:fetch"],
  network: [{ origin: "https://poll.example", why: "Answers" }],
});
const place = { instance: "one", room: "amber-otter-lake" };

const open = async () => {
  const platform = createFakePlatform(() => createFakeSession());
  const app = await openFakeApp(platform, { end: end.signal });
  const { grants } = await openWidgetStores(platform.store);
  return { grants, list: await openAllowedList(app, end.signal) };
};

describe("the list of what widgets were allowed", () => {
  it("says who, what and how long, and follows what is taken back", async () => {
    const { grants, list } = await open();
    expect(list.value).toEqual([]);
    await grants.allow(manifest, { permissions: ["media:levels"], origins: [] }, { ...place, lasts: "room" });
    await grants.allow(manifest, { permissions: ["net:fetch"], origins: ["https://poll.example"] }, { ...place, lasts: "always" });
    const [poll] = list.value;
    expect(poll?.name).toBe("org.example.poll (poll.example)");
    expect(poll?.lines.map(({ text }) => text)).toEqual([
      "It can see how loud people speak, in the room amber-otter-lake.",
      "It can talk to servers on the internet (poll.example), in every call.",
    ]);
    poll?.lines[0]?.revoke();
    expect(list.value[0]?.lines).toHaveLength(1);
    list.value[0]?.revokeAll();
    expect(list.value).toEqual([]);
    expect(grants.missing(manifest, place).permissions).toEqual(["media:levels", "net:fetch"]);
  });
});
