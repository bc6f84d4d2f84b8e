import { expect, test } from "vitest";
import { createFakePlatform, openFakeApp } from "../testing/fake-app.ts";
import { createFakeSession } from "../testing/fake-session.ts";
import { tellDeveloper } from "./tell-developer.ts";

const poll = { id: "org.example.poll", name: "Poll" } as Parameters<typeof tellDeveloper>[1];

const open = async () => {
  const end = new AbortController();
  return { app: await openFakeApp(createFakePlatform(createFakeSession), { end: end.signal }), end };
};

test("who writes widgets reads on the page what went wrong in theirs, without the stack", async () => {
  const { app, end } = await open();
  app.settings.update({ developer: true });
  tellDeveloper(app, poll, "TypeError: x is null\n    at mount (blob:1:2)");
  tellDeveloper(app, poll, "SyntaxError: Unexpected token '}'");
  expect(app.toasts.shown.value.map(({ text }) => text)).toEqual(["Poll: SyntaxError: Unexpected token '}'"]);
  end.abort();
});

test("nobody else is told", async () => {
  const { app, end } = await open();
  tellDeveloper(app, poll, "TypeError: x is null");
  expect(app.toasts.shown.value).toEqual([]);
  end.abort();
});
