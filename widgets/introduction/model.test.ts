import { afterEach, describe, expect, it } from "vitest";
import type { WidgetContext } from "@tfx/widget-sdk";
import { createSimulator, type JoinOptions, type Simulator } from "@tfx/widget-sdk/simulator";
import { manifest } from "./manifest.ts";
import { createIntroductionModel, type IntroductionModel } from "./model.ts";
import { webpLossy } from "./testing/sample-photos.ts";

let simulator: Simulator | undefined;
afterEach(() => simulator?.close());

const simulate = () => {
  const room = createSimulator({ manifest });
  simulator = room;
  const join = async (name: string, options: Partial<JoinOptions> = {}) => {
    const models: IntroductionModel[] = [];
    const readPhoto = (file: Blob) => Promise.resolve(file.size > 0 ? webpLossy(96, 96) : undefined);
    const mount = async (context: WidgetContext) => {
      await options.mount?.(context);
      models.push(createIntroductionModel(context, { readPhoto }));
    };
    const peer = await room.join({ name, ...options, mount });
    const [model] = models;
    if (model === undefined) throw new Error("not mounted");
    await room.settle();
    await expect.poll(() => model.isReady.value).toBe(true);
    return { peer, model };
  };
  return { room, join };
};

const introduce = async (model: IntroductionModel, part: Parameters<IntroductionModel["change"]>[0] = {}) => {
  model.edit();
  model.change(part);
  await model.save();
};

describe("the model of Introduction", () => {
  it("shows a saved card to the others, photo and links too", async () => {
    const { room, join } = simulate();
    const [ana, ben] = [await join("Ana"), await join("Ben")];
    ana.model.edit();
    await ana.model.pickPhoto(new Blob(["picture"]));
    ana.model.change({ pronouns: "she/her", links: ["example.org"] });
    await ana.model.save();
    await room.settle();
    expect(ben.model.cards.value).toMatchObject([{ card: { name: "Ana", pronouns: "she/her", links: ["https://example.org/"] } }]);
    expect(ben.model.cards.value[0]?.card.photo).toEqual(webpLossy(96, 96));
    expect(ana.model.cards.value).toEqual([]);
    expect(ana.model.isShared.value).toBe(true);
  });

  it("shows cards to those who come later", async () => {
    const { room, join } = simulate();
    const ana = await join("Ana");
    await introduce(ana.model);
    await room.settle();
    const cy = await join("Cy");
    expect(cy.model.cards.value.map(({ card }) => card.name)).toEqual(["Ana"]);
  });

  it("tells the name in the call of whom says another one", async () => {
    const { room, join } = simulate();
    const [ana, ben] = [await join("Ana"), await join("Ben")];
    await introduce(ben.model, { name: "Ana" });
    await room.settle();
    expect(ana.model.cards.value).toMatchObject([{ inCallAs: "Ben", card: { name: "Ana" } }]);
  });

  it("drops the card of who left, and of who hides it", async () => {
    const { room, join } = simulate();
    const [ana, ben, cy] = [await join("Ana"), await join("Ben"), await join("Cy")];
    await introduce(ben.model);
    await introduce(cy.model);
    await room.settle();
    expect(ana.model.cards.value).toHaveLength(2);
    ben.peer.leave();
    await cy.model.hide();
    await room.settle();
    expect(ana.model.cards.value).toEqual([]);
    expect(cy.model.own.value?.name).toBe("Cy");
    await cy.model.show();
    await room.settle();
    expect(ana.model.cards.value).toHaveLength(1);
  });

  it("does not show a kept card by itself, unless it was told to", async () => {
    const { room, join } = simulate();
    const kept = { mount: (context: WidgetContext) => context.storage.set("card", { name: "Ana" }) };
    const ana = await join("Ana", kept);
    await room.settle();
    expect([ana.model.own.value?.name, ana.model.isShared.value]).toEqual(["Ana", false]);
    const always = {
      mount: async (context: WidgetContext) => {
        await context.storage.set("card", { name: "Ben" });
        await context.storage.set("always", true);
      },
    };
    const ben = await join("Ben", always);
    await expect.poll(() => ben.model.isShared.value).toBe(true);
  });

  it("writes nothing to the log that it says already", async () => {
    const { room, join } = simulate();
    const { model, peer } = await join("Ana");
    await introduce(model);
    await introduce(model);
    await model.show();
    await room.settle();
    expect(peer.context.state.log("cards").entries.value).toHaveLength(1);
  });

  it("keeps the draft while something has to be mended", async () => {
    const { join } = simulate();
    const { model } = await join("Ana");
    await introduce(model, { links: ["http://example.org"] });
    expect(model.draft.value?.links).toEqual(["http://example.org"]);
    expect(model.own.value).toBeUndefined();
    model.cancel();
    expect(model.draft.value).toBeUndefined();
  });

  it("says so when a file is no picture", async () => {
    const { join } = simulate();
    const { model } = await join("Ana");
    model.edit();
    await model.pickPhoto(new Blob([]));
    expect(model.problem.value).toBe("problem.photo");
    expect(model.draft.value?.photo).toBeUndefined();
  });

  it("copies a link after the yes, and only then", async () => {
    const { join } = simulate();
    const ana = await join("Ana");
    await ana.model.copy("https://example.org/");
    expect(ana.peer.seen.copied).toEqual(["https://example.org/"]);
    expect(ana.model.copied.value?.state).toBe("copied");
    const ben = await join("Ben", { answers: { allow: () => [] } });
    await ben.model.copy("https://example.org/");
    expect([ben.peer.seen.copied, ben.model.copied.value?.state]).toEqual([[], "refused"]);
  });

  it("keeps how far the tour is", async () => {
    const { room, join } = simulate();
    const { model, peer } = await join("Ana");
    expect(model.tour.tour.value).toEqual({ status: "new", step: 0 });
    for (const action of ["start", "next", "skip"] as const) model.tour.act(action);
    await room.settle();
    expect(await peer.context.storage.get("tour")).toEqual({ status: "paused", step: 1 });
  });

  it("tells those without the widget who is who", async () => {
    const { room, join } = simulate();
    const { model, peer } = await join("Ana");
    await introduce(model, { role: "Engineer" });
    await room.settle();
    expect(peer.seen.summary).toEqual([{ text: "Ana · Engineer" }]);
  });
});
