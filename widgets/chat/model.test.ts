import { afterEach, describe, expect, it, vi } from "vitest";
import { fileKey, type OwnedFile } from "./file/files-model.ts";
import { largestInlinePicture } from "./messages/entry.ts";
import { largeKey } from "./picture/pictures-model.ts";
import { simulateChat, fakePicture, type ChatPeer, type ChatSimulation } from "./testing/simulate-chat.ts";

const open: ChatSimulation[] = [];
const simulate = () => {
  const simulation = simulateChat();
  open.push(simulation);
  return simulation;
};
const simulateTwo = async () => {
  const simulation = simulate();
  const ada = await simulation.join("Ada");
  const bo = await simulation.join("Bo");
  await simulation.simulator.settle();
  return { ...simulation, ada, bo, settle: () => simulation.simulator.settle() };
};
afterEach(() => {
  for (const { simulator } of open.splice(0)) simulator.close();
});

const onlyMessage = ({ chat }: ChatPeer) => {
  const [item, ...more] = chat.items.value;
  if (item?.kind !== "message" || more.length > 0) throw new Error("One message was expected.");
  return item.message;
};

const picture = () => new File(["four"], "cat.png", { type: "image/png" });
const textFile = (name: string, text: string) => new File([text], name, { type: "text/plain" });

const fileAt = ({ chat }: ChatPeer, index: number): OwnedFile => {
  const item = chat.items.value[index];
  if (item?.message.file === undefined) throw new Error("A file was expected.");
  return { ...item.message.file, from: item.from };
};

describe("a chat of two", () => {
  it("shows both the same messages, with names", async () => {
    const { ada, bo, settle } = await simulateTwo();
    await ada.say("hello @Bo");
    await bo.say("hi");
    await settle();
    expect(ada.texts()).toEqual(["hello @Bo", "hi"]);
    expect(bo.texts()).toEqual(ada.texts());
    const [first] = bo.chat.items.value;
    expect(first?.kind === "message" && first.message).toMatchObject({ from: ada.id, name: "Ada", mentions: [{ id: bo.id, name: "Bo" }] });
  });

  it("lets authors edit and delete, and everybody react and take it back", async () => {
    const { ada, bo, settle } = await simulateTwo();
    await ada.say("teh");
    await settle();
    ada.composer.editLast();
    await ada.say("the");
    await settle();
    expect(onlyMessage(bo)).toMatchObject({ text: "the", isEdited: true });
    await bo.chat.actions.toggleReaction(onlyMessage(bo), "👍");
    await settle();
    expect(onlyMessage(ada).reactions).toEqual([{ emoji: "👍", from: [bo.id] }]);
    await bo.chat.actions.toggleReaction(onlyMessage(bo), "👍");
    await settle();
    expect(onlyMessage(ada).reactions).toEqual([]);
    await bo.chat.actions.remove(onlyMessage(bo).id);
    await settle();
    expect(onlyMessage(ada).isDeleted).toBe(false);
    await ada.chat.actions.remove(onlyMessage(ada).id);
    await settle();
    expect(onlyMessage(bo)).toMatchObject({ isDeleted: true, text: "" });
  });

  it("lets other widgets read what is for everybody, once and as it was written, and nothing else", async () => {
    const { ada, bo, settle } = await simulateTwo();
    await ada.say("hello **all**");
    await settle();
    ada.composer.editLast();
    await ada.say("hello");
    await ada.chat.actions.whisper(bo.id, { text: "a secret" });
    await settle();
    await ada.chat.actions.remove(ada.chat.items.value[0]?.id ?? "");
    await settle();
    const told = ({ seen }: ChatPeer) => seen.published.map(({ feed, item }) => [feed, item.from, item.text]);
    const expected = ["hello all", "hello", ""].map((text) => ["chat", ada.id, text]);
    expect([told(ada), told(bo)]).toEqual([expected, expected]);
    expect(new Set(bo.seen.published.map(({ item }) => item.id)).size).toBe(1);
  });

  it("gives all of it to whoever comes late, also from people who have left", async () => {
    const { ada, bo, join, settle } = await simulateTwo();
    await ada.say("one");
    await bo.say("two");
    await settle();
    ada.leave();
    const cy = await join("Cy");
    await settle();
    expect(cy.texts()).toEqual(["one", "two"]);
    expect(cy.chat.people.nameOf(ada.id)).toBe("Ada");
    expect(cy.chat.unread.unread.value).toEqual([]);
  });

  it("knows who is writing, until it is sent", async () => {
    const { ada, bo, settle } = await simulateTwo();
    ada.composer.write("he", 2);
    await settle();
    expect(bo.chat.typing.others.value).toEqual([ada.id]);
    await ada.composer.submit();
    await settle();
    expect(bo.chat.typing.others.value).toEqual([]);
  });
});

describe("unread messages", () => {
  it("are counted on the button while the chat is hidden, and end where it is looked at", async () => {
    const { ada, bo, settle } = await simulateTwo();
    bo.tell("ui.shown", { surface: null });
    await settle();
    await ada.say("one");
    await ada.say("two");
    await settle();
    expect(bo.seen.badge).toBe(2);
    bo.tell("ui.shown", { surface: "panel" });
    await settle();
    expect(bo.seen.badge).toBe(0);
    const kinds = bo.chat.rows.value.map((row) => row.kind);
    expect(kinds).toEqual(["day", "new", "message", "message"]);
    await bo.say("three");
    await settle();
    expect(bo.chat.rows.value.some(({ kind }) => kind === "new")).toBe(false);
  });

  it("are those that were written after one came, before the chat was ready", async () => {
    const { ada, join, settle } = await simulateTwo();
    await ada.say("history");
    await settle();
    const cy = await join("Cy", {
      beforeMount: async () => {
        const came = Date.now();
        await vi.waitFor(() => expect(Date.now()).toBeGreaterThan(came));
        await ada.say("news");
        await settle();
      },
    });
    expect(cy.chat.items.value.map(({ message }) => message.text)).toEqual(["history", "news"]);
    // It is looked at from the start, so the line says what is new.
    expect(cy.chat.rows.value.map((row) => row.kind)).toEqual(["day", "message", "new", "message"]);
  });

  it("stay unread while the list is scrolled up", async () => {
    const { ada, bo, settle } = await simulateTwo();
    bo.chat.unread.atEnd.value = false;
    await ada.say("one");
    await settle();
    expect(bo.seen.badge).toBe(1);
    bo.chat.unread.atEnd.value = true;
    await settle();
    expect(bo.seen.badge).toBe(0);
  });
});

describe("a private message", () => {
  it("reaches one person, is not in the log and goes on being private", async () => {
    const { ada, bo, join, settle } = await simulateTwo();
    const cy = await join("Cy");
    await settle();
    ada.composer.begin({ to: bo.id });
    await ada.say("between us");
    await settle();
    expect([ada.texts(), bo.texts(), cy.texts()]).toEqual([["between us"], ["between us"], []]);
    expect(bo.chat.items.value[0]).toMatchObject({ kind: "private", message: { from: ada.id, to: bo.id } });
    expect(ada.composer.purpose.value.to).toBe(bo.id);
    const late = await join("Di");
    await settle();
    expect(late.texts()).toEqual([]);
  });

  it("does not tell the others that something is being written", async () => {
    const { ada, bo, join, settle } = await simulateTwo();
    const cy = await join("Cy");
    ada.composer.begin({ to: bo.id });
    ada.composer.write("secr", 4);
    await settle();
    expect(cy.chat.typing.others.value).toEqual([]);
  });
});

describe("pictures", () => {
  it("are kept small with the message, and go large to those present", async () => {
    const { ada, bo, join, settle } = await simulateTwo();
    await ada.chat.actions.say({ text: "look", picture: fakePicture(largestInlinePicture, 120_000) });
    await settle();
    const { picture } = onlyMessage(bo);
    expect(picture?.bytes).toHaveLength(largestInlinePicture);
    expect(bo.chat.pictures.large.value.get(largeKey(ada.id, picture?.large ?? ""))).toHaveLength(120_000);
    const cy = await join("Cy");
    await settle();
    expect(onlyMessage(cy).picture?.bytes).toHaveLength(largestInlinePicture);
    expect(cy.chat.pictures.large.value.size).toBe(0);
  });

  it("can be sent alone, and the composer is empty then", async () => {
    const { ada, bo, settle } = await simulateTwo();
    await ada.composer.attach([picture()]);
    await ada.composer.submit();
    await settle();
    expect(onlyMessage(bo)).toMatchObject({ text: "", picture: { width: 64 }, file: undefined });
    expect(ada.composer.attachments.all.value).toEqual([]);
  });

  it("for one person alone stay between two, their large form too", async () => {
    const { ada, bo, join, settle } = await simulateTwo();
    const cy = await join("Cy");
    ada.composer.begin({ to: bo.id });
    await ada.composer.attach([picture()]);
    await ada.say("look");
    await settle();
    expect(bo.chat.items.value[0]).toMatchObject({ kind: "private", message: { text: "look", picture: { width: 64 } } });
    expect(bo.chat.pictures.large.value.size).toBe(1);
    expect([cy.texts(), cy.chat.pictures.large.value.size]).toEqual([[], 0]);
  });
});

describe("files", () => {
  it("go each with a message, the first with the text, and arrive as they were", async () => {
    const { ada, bo, settle } = await simulateTwo();
    await ada.composer.attach([textFile("a.txt", "alpha"), textFile("b.txt", "beta")]);
    await ada.say("here");
    await settle();
    expect(bo.chat.items.value.map(({ message }) => [message.text, message.file?.name])).toEqual([
      ["here", "a.txt"],
      ["", "b.txt"],
    ]);
    const file = fileAt(bo, 0);
    bo.chat.files.save(file);
    await vi.waitFor(() => expect(bo.chat.files.transfers.value.get(fileKey(file))?.state).toBe("done"));
    expect(await bo.seen.fetched[0]?.file.text()).toBe("alpha");
    await vi.waitFor(() => expect(ada.chat.files.sending.value.get(file.id)).toMatchObject([{ to: bo.id, state: "done" }]));
  });

  it("for one person alone cannot be fetched by anybody else", async () => {
    const { ada, bo, join, settle } = await simulateTwo();
    const cy = await join("Cy");
    ada.composer.begin({ to: bo.id });
    await ada.composer.attach([textFile("a.txt", "alpha")]);
    await ada.composer.submit();
    await settle();
    const file = fileAt(bo, 0);
    cy.chat.files.save(file);
    await vi.waitFor(() => expect(cy.chat.files.transfers.value.get(fileKey(file))).toEqual({ state: "problem", problem: "gone" }));
    expect(cy.texts()).toEqual([]);
  });

  it("are gone with their message, and with whoever shared them", async () => {
    const { ada, bo, settle } = await simulateTwo();
    await ada.composer.attach([textFile("a.txt", "alpha")]);
    await ada.composer.submit();
    await settle();
    const file = fileAt(bo, 0);
    await ada.chat.actions.remove(onlyMessage(ada).id);
    bo.chat.files.save(file);
    await vi.waitFor(() => expect(bo.chat.files.transfers.value.get(fileKey(file))).toMatchObject({ problem: "gone" }));
    ada.leave();
    await settle();
    expect(bo.chat.people.isThere(ada.id)).toBe(false);
  });

  it("that are cancelled, or not wanted after all, leave nothing behind", async () => {
    const { ada, join, settle } = await simulateTwo();
    const cy = await join("Cy", { answers: { pick: () => false } });
    let pick = (_isPicked: boolean) => {};
    const di = await join("Di", { answers: { pick: () => new Promise<boolean>((resolve) => (pick = resolve)) } });
    await ada.composer.attach([textFile("a.txt", "alpha")]);
    await ada.composer.submit();
    await settle();
    const file = fileAt(cy, 0);
    cy.chat.files.save(file);
    await vi.waitFor(() => expect(cy.chat.files.transfers.value.size).toBe(0));
    di.chat.files.save(file);
    await settle();
    di.chat.files.cancel(file);
    expect(di.chat.files.transfers.value.size).toBe(0);
    await settle();
    pick(true);
    await settle();
    expect(di.seen.fetched).toEqual([]);
  });

  it("are at most ten at once, and none while a message is worded anew", async () => {
    const { ada, settle } = await simulateTwo();
    await ada.composer.attach(Array.from({ length: 11 }, (_, index) => textFile(`${index}.txt`, "x")));
    expect(ada.composer.attachments.all.value).toHaveLength(10);
    expect(ada.composer.problem.value).toMatch(/At most 10/);
    await ada.say("first");
    await settle();
    ada.composer.editLast();
    await ada.composer.attach([textFile("a.txt", "alpha")]);
    expect(ada.composer.attachments.all.value).toEqual([]);
    expect(ada.composer.problem.value).toMatch(/leave your change/);
  });
});

describe("the composer", () => {
  it("keeps what could not be sent and says why", async () => {
    const { ada } = await simulateTwo();
    ada.permissions.revoke("state:shared");
    await ada.say("lost?");
    expect(ada.composer.text.value).toBe("lost?");
    expect(ada.composer.problem.value).toMatch(/try again/);
  });

  it("keeps a file that could not be shared, and names it", async () => {
    const { ada, settle } = await simulateTwo();
    ada.permissions.revoke("files:send");
    await ada.composer.attach([textFile("a.txt", "alpha")]);
    await ada.say("here");
    await settle();
    expect(ada.texts()).toEqual([]);
    expect(ada.composer.attachments.all.value).toHaveLength(1);
    expect(ada.composer.problem.value).toBe("a.txt could not be shared. It is still here: try again.");
  });

  it("sends nothing empty and nothing too long", async () => {
    const { ada, settle } = await simulateTwo();
    await ada.say("   ");
    await ada.say("x".repeat(4_001));
    await settle();
    expect(ada.texts()).toEqual([]);
    expect(ada.composer.problem.value).toBe("That is too long by 1 character.");
  });

  it("puts suggestions in place of what was begun", async () => {
    const { ada } = await simulateTwo();
    ada.composer.write("hey @b!", 6);
    expect(ada.composer.completion.value?.choices.map(({ label }) => label)).toEqual(["Bo"]);
    expect(ada.composer.complete(0)).toBe(8);
    expect(ada.composer.text.value).toBe("hey @Bo !");
    expect(ada.composer.completion.value).toBeUndefined();
  });

  it("leaves suggestions, then its purpose, with Escape", async () => {
    const { ada, bo, settle } = await simulateTwo();
    await bo.say("question");
    await settle();
    ada.composer.begin({ reply: onlyMessage(ada) });
    ada.composer.write("@", 1);
    expect([ada.composer.cancel(), ada.composer.completion.value]).toEqual([true, undefined]);
    expect(ada.composer.purpose.value.reply?.text).toBe("question");
    expect([ada.composer.cancel(), ada.composer.purpose.value, ada.composer.cancel()]).toEqual([true, {}, false]);
  });

  it("answers a message and leaves the answer when it is sent", async () => {
    const { ada, bo, settle } = await simulateTwo();
    await bo.say("question");
    await settle();
    const question = onlyMessage(ada);
    ada.composer.begin({ reply: question });
    await ada.say("answer");
    await settle();
    const answer = bo.chat.items.value[1];
    expect(answer?.kind === "message" && answer.message.reply).toBe(question.id);
    expect(ada.composer.purpose.value).toEqual({});
  });
});
