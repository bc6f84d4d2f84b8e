import { joinByPopup, startCall, useServer } from "../src/extension-calls.ts";
import { expect, people, test } from "../src/fixtures.ts";
import { followLink, joinCall } from "../src/person.ts";
import { expectMutualCall } from "../src/see-and-hear.ts";

test("a call started from the popup is joined by the copied link from a second profile", async ({ extensionPerson, server }) => {
  const [amara, jonas] = [await extensionPerson(people.amara), await extensionPerson(people.jonas)];
  await useServer(amara, server.origin);
  const { caller, link } = await startCall(amara);
  expect(link).toMatch(new RegExp(`^${server.origin}/r/[a-z-]+#k=[\\w-]{43}$`));
  await joinCall(caller);
  const callee = await joinByPopup(jonas, link);
  await joinCall(callee);
  await expectMutualCall([caller, callee]);
});

test("a guest on the web page joins somebody in the extension", async ({ extensionPerson, guest, server }) => {
  const [amara, jonas] = [await extensionPerson(people.amara), await guest(people.jonas)];
  await useServer(amara, server.origin);
  const { caller, link } = await startCall(amara);
  await joinCall(caller);
  await followLink(jonas, link);
  await expectMutualCall([caller, jonas]);
});
