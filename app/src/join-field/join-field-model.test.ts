import { expect, test, vi } from "vitest";
import { createFakePlatform, openFakeApp } from "../testing/fake-app.ts";
import { createFakeSession } from "../testing/fake-session.ts";
import { createJoinField } from "./join-field-model.ts";

const open = async () => {
  const app = await openFakeApp(
    createFakePlatform(() => createFakeSession()),
    { end: new AbortController().signal },
  );
  const onInvite = vi.fn();
  return { field: createJoinField(app, onInvite), onInvite };
};

test("a typed name is a room on one's own server", async () => {
  const { field, onInvite } = await open();
  field.type("Amber Otter");
  field.submit();
  expect(onInvite).toHaveBeenCalledWith({ server: "https://call.example", room: "amber-otter" });
});

test("a link to another server wants a yes first", async () => {
  const { field, onInvite } = await open();
  field.type("https://other.example/r/lake");
  field.submit();
  expect(onInvite).not.toHaveBeenCalled();
  expect(field.foreign.value).toMatchObject({ host: "other.example", own: "call.example" });
  field.foreign.value?.confirm();
  expect(onInvite).toHaveBeenCalledWith({ server: "https://other.example", room: "lake" });
  expect(field.foreign.value).toBeUndefined();
});

test("what is neither link nor name is said so until something else is typed", async () => {
  const { field, onInvite } = await open();
  field.type("https://call.example/somewhere");
  field.submit();
  expect(field.problem.value).toContain("neither a link nor a room name");
  field.type("lake");
  expect(field.problem.value).toBeUndefined();
  expect(onInvite).not.toHaveBeenCalled();
});

test("nothing typed asks for nothing", async () => {
  const { field, onInvite } = await open();
  field.submit();
  expect(field.problem.value).toBeUndefined();
  expect(onInvite).not.toHaveBeenCalled();
});
